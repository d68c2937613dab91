"""What all tables share: names of constraints, and the types that two databases agree on."""

from typing import Any

from sqlalchemy import JSON, BigInteger, Integer, MetaData, Text
from sqlmodel import SQLModel

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
Json: Any = JSON(none_as_null=True)  # not JSONB: that forgets the order of a form's fields
BigId: Any = BigInteger().with_variant(Integer(), "sqlite")
Words: Any = Text()
NO_ROWID = {"sqlite_with_rowid": False}


class Base(SQLModel):
    metadata = MetaData(naming_convention=NAMES)
