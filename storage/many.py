"""Statements for many rows: what SQLAlchemy does anew for each row is done once here."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import repeat
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import DateTime, Dialect
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.sqlite import Inside

Row = dict[str, Any]
Process = Callable[[Any], Any] | None
NOTHING: Mapping[str, Any] = MappingProxyType({})
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
        values = list(zip(*columns, strict=False))
        if isinstance(connection, Inside):
            connection.put(self.words, values)
        else:
            await connection.exec_driver_sql(self.words, values)

    def _column(self, rows: Sequence[Row], name: str, process: Process) -> Any:
        if name in self._same:
            value = self._same[name]()
            return repeat(process(value) if process else value)
        values = (row[name] for row in rows)
        return map(process, values) if process else values


class _Ready(NamedTuple):
    """A query in the words of one database: what it is given, and how its columns are read."""

    words: str
    given: list[tuple[str, Process]]
    same: dict[str, Any]  # parameters that stand in the query
    columns: list[Process]


class Asked:
    """A query. `make` is given the columns of each row and gives an object, else it is a tuple."""

    def __init__(self, query: Any, make: Callable[..., Any] | None = None) -> None:
        self._query, self._make = query, make
        self._ready: dict[str, _Ready] = {}

    async def all(
        self, connection: AsyncConnection, given: Mapping[str, Any] = NOTHING
    ) -> list[Any]:
        """One object for each row. `given`: the parameters."""
        dialect = connection.dialect
        ready = self._ready.get(dialect.name) or self._made_ready(dialect)
        every = {**ready.same, **given} if ready.same else given
        values = tuple([process(every[n]) if process else every[n] for n, process in ready.given])
        rows: Sequence[Any]
        if isinstance(connection, Inside):
            rows = connection.fetched(ready.words, values)
        else:
            rows = (await connection.exec_driver_sql(ready.words, values)).all()
        columns = [_column(rows, place, process) for place, process in enumerate(ready.columns)]
        return list(map(self._make, *columns) if self._make else zip(*columns, strict=True))

    def _made_ready(self, dialect: Dialect) -> _Ready:
        compiled = self._query.compile(dialect=dialect)
        binds = compiled.binds
        given = [(name, _process(binds[name].type, dialect)) for name in compiled.positiontup]
        same = {name: bind.effective_value for name, bind in binds.items() if not bind.required}
        kinds = [column.type for column in _columns(self._query)]
        taken = [_cached(k, k.dialect_impl(dialect).result_processor(dialect, None)) for k in kinds]
        ready = self._ready[dialect.name] = _Ready(str(compiled), given, same, taken)
        return ready


def _columns(query: Any) -> Any:
    """Those that a query gives, also one that changes rows."""
    return query.exported_columns if query.is_dml else query.selected_columns


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
