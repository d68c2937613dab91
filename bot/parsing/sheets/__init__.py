"""A school's roster as it keeps it, in workbooks and csv files of its own shape, as typed rows."""

from bot.parsing.sheets.columns import Cells
from bot.parsing.sheets.files import Table, read
from bot.parsing.sheets.reading import understand
from bot.parsing.sheets.rows import (
    ClassRow,
    GuardianRow,
    Named,
    PupilRow,
    Reached,
    Sheets,
    StaffRow,
)

__all__ = [
    "Cells",
    "ClassRow",
    "GuardianRow",
    "Named",
    "PupilRow",
    "Reached",
    "Sheets",
    "StaffRow",
    "Table",
    "read",
    "understand",
]
