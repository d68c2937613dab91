"""What a line of a roster says, once read. `cells` names the cell in which something is wrong."""

from dataclasses import dataclass

from bot.parsing.sheets.columns import Cells


@dataclass(frozen=True, slots=True)
class ClassRow:
    """`qq` and `wechat` are the ids of its groups."""

    cells: Cells
    name: str
    qq: tuple[str, ...] = ()
    wechat: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A pupil as a row names it; gender (男, 女) or number tell two of one name apart."""

    classroom: str
    name: str
    gender: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class PupilRow:
    """`tags` are ids of the vocabulary. `flat`: the row stands for one guardian of several."""

    cells: Cells
    pupil: Named
    tags: tuple[str, ...] = ()
    flat: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """How somebody is reached; what is not known is ""."""

    qq: str = ""
    wechat: str = ""
    phone: str = ""

    @property
    def accounts(self) -> tuple[tuple[str, str], ...]:
        """(platform, id)"""
        found = (("qq", self.qq), ("wechat", self.wechat))
        return tuple((platform, id_) for platform, id_ in found if id_)


@dataclass(frozen=True, slots=True)
class GuardianRow:
    """right: full or view_only."""

    cells: Cells
    pupil: Named
    relation: str
    name: str
    reached: Reached
    right: str = "full"


@dataclass(frozen=True, slots=True)
class StaffRow:
    """`roles` are ids of the vocabulary; `deputy` helps the head teachers of the classes."""

    cells: Cells
    name: str
    roles: tuple[str, ...]
    deputy: bool
    classes: tuple[str, ...]
    subject: str
    reached: Reached


@dataclass(frozen=True, slots=True)
class Sheets:
    classes: tuple[ClassRow, ...] = ()
    pupils: tuple[PupilRow, ...] = ()
    guardians: tuple[GuardianRow, ...] = ()
    staff: tuple[StaffRow, ...] = ()
