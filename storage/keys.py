"""Many keys at once, in a statement whose text is the same however many they are.

A list of values in a statement is another statement for each length; and SQLite reads the whole
table where pairs are compared with a list of pairs.
"""

from collections.abc import Iterable
from typing import Any

import orjson
from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    literal_column,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class each_key(GenericFunction[Any]):  # noqa: N801  functions are written small
    """The members of a JSON list as rows with the column `value`."""

    inherit_cache = True


class key_part(GenericFunction[Any]):  # noqa: N801
    """The part of a key at a place."""

    inherit_cache = True


@compiles(each_key, "sqlite")
def _(element: Any, compiler: Any, **more: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **more)})"


@compiles(each_key, "postgresql")
def _(element: Any, compiler: Any, **more: Any) -> str:
    return f"jsonb_array_elements(CAST({compiler.process(element.clauses, **more)} AS JSONB))"


@compiles(key_part, "sqlite")
def _(element: Any, compiler: Any, **more: Any) -> str:
    value, place = (compiler.process(one, **more) for one in element.clauses)
    return f"json_extract({value}, '$[{place}]')"


@compiles(key_part, "postgresql")
def _(element: Any, compiler: Any, **more: Any) -> str:
    value, place = (compiler.process(one, **more) for one in element.clauses)
    return f"({value} ->> {place})"


class Keys:
    """The keys by which rows of one table are found."""

    def __init__(self, *columns: Any, name: str = "keys") -> None:
        self.columns, self.name = columns, name
        self.table = each_key(bindparam(name, type_=Text)).table_valued("value", name=name)
        value = self.table.c.value
        self.on = and_(*(c == _part(value, n, c) for n, c in enumerate(columns)))

    def select(self, *columns: Any) -> Select[Any]:
        """These columns of the rows that have one of the keys."""
        rows = self.columns[0].table
        return select(*columns).select_from(self.table).join(rows, self.on)

    def among(self) -> ColumnElement[bool]:
        """Whether the only column is one of the keys: where no index leads to the rows."""
        column: ColumnElement[Any] = self.columns[0]
        return column.in_(select(key_part(self.table.c.value, literal_column("0"))))

    def given(self, keys: Iterable[tuple[Any, ...]]) -> dict[str, str]:
        """The parameter of a statement: each key once."""
        return {self.name: orjson.dumps(list(dict.fromkeys(keys))).decode()}

    def all_of(self, values: Iterable[Any]) -> dict[str, str]:
        """The parameter for keys of one part."""
        return self.given((value,) for value in values)


def _part(value: Any, place: int, column: Any) -> Any:
    part = key_part(value, literal_column(str(place)))
    return cast(part, Integer) if isinstance(column.type, Integer) else part
