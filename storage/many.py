"""Statements for many rows: what SQLAlchemy does anew for each row is done once here."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import repeat
from typing import Any

from sqlalchemy import DateTime, Dialect
from sqlalchemy.ext.asyncio import AsyncConnection

Row = dict[str, Any]
Process = Callable[[Any], Any] | None
MOMENTS = 2_048  # that are remembered: most rows of a batch name the same one


class Many:
    """A statement for rows that all give the columns `names`, in the words of one database."""

    def __init__(self, statement: Any, names: Sequence[str], dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(names))
        self.words = str(compiled)
        self._same = _left_out(compiled)
        self._values = [
            (name, _process(compiled.binds[name].type, dialect)) for name in compiled.positiontup
        ]

    async def run(self, connection: AsyncConnection, rows: Sequence[Row]) -> None:
        """Execute it for these rows."""
        columns = [self._column(rows, name, process) for name, process in self._values]
        await connection.exec_driver_sql(self.words, list(zip(*columns, strict=False)))

    def _column(self, rows: Sequence[Row], name: str, process: Process) -> Any:
        if name in self._same:
            value = self._same[name]()
            return repeat(process(value) if process else value)
        values = (row[name] for row in rows)
        return map(process, values) if process else values


class Asked:
    """A query. `make` is given the columns of each row and gives an object, else it is a tuple."""

    def __init__(self, query: Any, make: Callable[..., Any] | None = None) -> None:
        self._query, self._make = query, make
        self._ready: dict[str, tuple[str, list[str], list[Process]]] = {}

    async def all(self, connection: AsyncConnection, given: Mapping[str, Any]) -> list[Any]:
        """One object for each row. `given`: the parameters, as text or numbers."""
        dialect = connection.dialect
        if dialect.name not in self._ready:
            self._ready[dialect.name] = self._prepared(dialect)
        words, names, processes = self._ready[dialect.name]
        values = tuple([given[name] for name in names])
        rows = (await connection.exec_driver_sql(words, values)).all()
        columns = [_column(rows, place, process) for place, process in enumerate(processes)]
        return list(map(self._make, *columns) if self._make else zip(*columns, strict=True))

    def _prepared(self, dialect: Dialect) -> tuple[str, list[str], list[Process]]:
        compiled = self._query.compile(dialect=dialect)
        kinds = [column.type for column in self._query.selected_columns]
        taken = [_cached(k, k.dialect_impl(dialect).result_processor(dialect, None)) for k in kinds]
        return str(compiled), list(compiled.positiontup), taken


def _column(rows: Sequence[Any], place: int, process: Process) -> Any:
    column = [row[place] for row in rows]
    return map(process, column) if process else column


def _left_out(compiled: Any) -> dict[str, Callable[[], Any]]:
    """What no row gives: values that stand in the statement, and the columns' own defaults."""
    fixed = {name: bind.value for name, bind in compiled.binds.items() if not bind.required}
    found: dict[str, Callable[[], Any]] = {name: partial(_same, fixed[name]) for name in fixed}
    for column in (*compiled.insert_prefetch, *compiled.update_prefetch):
        given = column.default.arg
        of_its_own = column.default.is_callable
        found[column.key] = partial(given, None) if of_its_own else partial(_same, given)
    return found


def _same(value: Any) -> Any:
    return value


def _process(kind: Any, dialect: Dialect) -> Process:
    """How this database takes a value of this type."""
    return _cached(kind, kind.dialect_impl(dialect).bind_processor(dialect))


def _cached(kind: Any, process: Process) -> Process:
    """The same moment stands in many rows: it is read and written once."""
    if process and isinstance(getattr(kind, "impl", kind), DateTime):
        return lru_cache(MOMENTS)(process)
    return process
