"""Rows as the objects of their table, made as SQLAlchemy makes those that it has read.

To make one by its constructor takes twenty times as long.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import inspect

import storage.tables as t

Model = TypeVar("Model", bound=t.Base)


def made(model: type[Model], values: Any) -> Model:
    """One such object. `values`: a mapping of all its columns."""
    one: Model = inspect(model).class_manager.new_instance()
    one.__dict__.update(values)
    return one


def row_of(model: type[Model]) -> Callable[..., Model]:
    """What makes such an object of the values of all columns, in the order of the table."""
    table: Any = model
    names = [column.name for column in table.__table__.columns]
    return lambda *values: made(model, dict(zip(names, values, strict=True)))
