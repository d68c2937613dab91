"""What a regulation is made of: quota, timing and record rules, as their files write them."""

from collections.abc import Collection, Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from bot import vocab
from schedules.regulations.lengths import Length, Point

ANY = "*"
KINDS = vocab.CONTACT_KINDS.keys() | vocab.ACTS.keys()
TRIGGERS = KINDS | vocab.EVENTS.keys() | vocab.ANCHORS.keys()
PERIODS = frozenset(
    {"week", "month", "term", "half_year", "school_year", "three_years"}
    | {"summer", "winter", "vacation"}
)
WINDOW = "window:"
Level = Literal["must", "should"]
Group = Literal["class", "teacher", "grade", "school"]


def _among(known: Collection[str]) -> AfterValidator:
    def check(word: str) -> str:
        if word not in known:
            raise ValueError(f"no word of the vocabulary: {word}")
        return word

    return AfterValidator(check)


def _share(value: object) -> Fraction:
    """ "1/3" or "20%", exactly."""
    text = str(value)
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def _period(value: str) -> str:
    if value not in PERIODS and not value.startswith(WINDOW):
        raise ValueError(f"no period: {value}")
    return value


Kind = Annotated[str, _among(KINDS | {ANY})]
Role = Annotated[str, _among(vocab.ROLES)]
Tag = Annotated[str, _among(vocab.TAGS)]
Unit = Annotated[str, _among(vocab.UNITS)]
Trigger = Annotated[str, _among(TRIGGERS)]
Period = Annotated[str, AfterValidator(_period)]
Share = Annotated[Fraction, BeforeValidator(_share)]
ALength = Annotated[Length, BeforeValidator(Length.read)]
APoint = Annotated[Point, BeforeValidator(Point.read)]


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Where(Closed):
    """Conditions on a record. Those that are None ask nothing."""

    min_staff: int | None = None
    all_roles: tuple[Role, ...] = ()
    booked: bool | None = None
    confirmed: bool | None = None
    delivered: bool | None = None
    reached: bool | None = None
    min_length: ALength | None = None
    sample: str | None = None
    topic: str | None = None
    to: str | None = None
    scope: str | None = None
    form: str | None = None
    audience: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    max_reps: int | None = None


class Rule(Closed):
    """`says` is the duty in words, without its period. `doc` names texts of the regulation.

    A rule holds from `since` until before `until`; what lies before or behind is not judged by it.
    """

    id: str
    clause: tuple[str, ...] = Field(min_length=1)
    doc: tuple[str, ...] = ()
    says: str = ""
    level: Level = "must"
    of: tuple[Tag, ...] = ()
    where: Where = Where()
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the rule is in force on this day."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day < self.until)


class Band(Closed):
    """From this share on there are so many points."""

    at: Share
    points: int | float


class Quota(Rule):
    """In each period, `share` of the units of a group must have `min` records."""

    who: tuple[Role, ...] = Field(min_length=1)
    kind: tuple[Kind, ...] = Field(min_length=1)
    each: Unit
    per: Period
    min: int = Field(ge=1)
    max: int | None = None
    share: Share = Fraction(1)
    by: Group = "school"
    bands: tuple[Band, ...] = ()
    vacation: bool = False
    auto: bool = False


class Timing(Rule):
    """Relative to a trigger, one of the needed records must be there in time."""

    who: tuple[Role, ...] = Field(min_length=1)
    on: Trigger
    need: tuple[Kind, ...] = Field(min_length=1)
    each: Unit | None = None
    earliest: APoint | None = None
    latest: APoint


class Record(Rule):
    """What a record of these kinds must hold before it is complete, and where it is kept."""

    kind: tuple[Kind, ...] = Field(min_length=1)
    fields: tuple[str, ...] = Field(min_length=1)
    book: str = ""
    restricted: bool = False


class Window(Closed):
    """A period from one point of the calendar until before another."""

    start: APoint = Field(alias="from")
    end: APoint = Field(alias="to")


class Preset(Closed):
    """One regulation. `docs`: letter -> title of each text that it consists of."""

    id: str
    title: str
    docs: Mapping[str, str] = {}
    windows: Mapping[str, Window] = {}
    quotas: tuple[Quota, ...] = ()
    timings: tuple[Timing, ...] = ()
    records: tuple[Record, ...] = ()

    def model_post_init(self, _context: Any) -> None:
        for quota in self.quotas:
            name = quota.per.removeprefix(WINDOW)
            if quota.per.startswith(WINDOW) and name not in self.windows:
                raise ValueError(f"{quota.id}: no window: {name}")
