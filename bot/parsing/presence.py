"""Who was at a meeting, in the words of a teacher: names before or behind what is said of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.parsing import whose

Places = Sequence[tuple[tuple[int, int], str]]  # where a child is named, from left to right

_ABSENT = r"没(?:有)?(?:来|到|参加|见|出席|露面)|未(?:到|来|参加|出席)|缺(?:席|会|勤)|请(?:了)?假|不在|来不了|没能来|没人来"
_PRESENT = r"(?<!没)(?<!未)(?:来|到)(?:齐|了|的|过|场|会|人)?(?!\d)|参加了?|出席了?|在(?:场)?|迟到|晚到|早退|准时|全勤"
_TOKEN = re.compile(
    rf"(?P<but>除了?|除去|除开)|(?P<gone>(?:{_ABSENT})(?:也没\S{{1,3}}?)?的?(?:家长|同学|孩子|人|家)?(?:只|就|还)?(?:有|是|为|[:：])|(?:就|只|还|仅)?(?:缺|差)(?:了|的)?(?!席|会|勤|不多)|少了?(?:[一二两三四五六七八九十\d]+(?:个|位|家|人))?|漏了)"
    r"|(?P<late>(?:迟到|晚到|早退|后来来)的?(?:家长|同学|孩子|人|家)?(?:只|就)?(?:有|是|为|[:：]))"
    r"|(?P<come>(?:来|到|参加|到会|出席)(?:的|了)(?:家长|同学|孩子|人|家)?(?:只|就)?(?:有|是|为|[:：])|只(?:来|到)了)"
    r"|(?P<rest>其[他她它余]|别的|剩下|余下)"
    rf"|(?P<absent>{_ABSENT})|(?P<present>{_PRESENT})|(?P<only>只有)"
)
_BY = re.compile(
    rf"^[家\s]*(?:是|由)?(?P<kin>(?:他|她|的|孩子)*(?!家长|监护)(?:{whose.KIN.pattern}))[^,，。;；\s没未不]{{0,4}}?(?:来|代|到|参加)"
)
_WHO = re.compile(
    rf"^[家\s]*(?:来|到|参加)的(?:人)?是(?P<kin>(?:他|她|的|孩子)*(?:{whose.KIN.pattern}))"
)
_OF = re.compile(r"^(?:他|她|的|孩子)+")
TOLD = re.compile(
    rf"{_ABSENT}|(?:来|到|参加|出席)了|[到来]齐|全勤|除了?|缺|[差少]了?|到会|全到|[到来]场|都在|准时"
)
ASKED_OF = re.compile(r"请(?!假|了)|要求|务必|记得|别忘|希望|通知")
COUNT = re.compile(r"(?:到|来)(?:了|会)?\s*(?P<n>\d{1,3})\s*(?:家|位|人|个)")


@dataclass
class Told:
    """Present or absent: of those named, and of the rest where the words say so. `by`: who came."""

    status: dict[str, str] = field(default_factory=dict)
    rest: str = ""
    by: dict[str, str] = field(default_factory=dict)


@dataclass
class _Reading:
    """Names wait for what is said behind them, unless words before them have said it."""

    told: Told = field(default_factory=Told)
    waiting: list[str] = field(default_factory=list)
    mode: str = ""
    but: bool = False
    rest: bool = False

    def name(self, child: str) -> None:
        if self.mode:
            self.told.status[child] = self.mode
        else:
            self.waiting.append(child)

    def opens(self, mode: str, *, but: bool = False) -> None:
        self.mode, self.but, self.rest = mode, but, False

    def says(self, status: str) -> None:
        """What stands behind names is said of them, else of the rest."""
        if self.waiting and not self.rest:
            self.told.status |= dict.fromkeys(self.waiting, status)
            self.waiting = []
        elif status == "absent" and not (self.rest or self.mode):
            self.opens(status)  # 缺席两位 and their names
        elif self.rest or status != self.mode:
            self._of_rest(status)
        self.rest = False

    def _of_rest(self, status: str) -> None:
        self.told.rest = status
        if self.but and status == "absent":  # 除了A都没来: A came
            turned = dict.fromkeys(self.told.status, "present")
            self.told.status |= turned

    def turns_to_rest(self) -> None:
        self.rest, self.mode = True, ""


def read(text: str, places: Places) -> Told:
    """Read who came and who did not; `places` are the children named in `text`."""
    reading = _Reading()
    tokens = [(m.start(), str(m.lastgroup), m[0]) for m in _TOKEN.finditer(_blank(text, places))]
    named = [(span[0], "name", child) for span, child in places]
    for _, kind, words in sorted(tokens + named):
        _take(reading, kind, words)
    return _whole(reading, text, places)


def _whole(reading: _Reading, text: str, places: Places) -> Told:
    """With those who came by somebody, and with the rest where it is only implied."""
    told = reading.told
    told.by = dict(_came(text, places))
    told.status |= dict.fromkeys(told.by, "present")
    if told.rest == "only":
        told.rest = "present" if "absent" in told.status.values() else "absent"
    return told


def _blank(text: str, places: Places) -> str:
    """Names are no words: 高到 is nobody who came."""
    for (start, end), _ in places:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _take(reading: _Reading, kind: str, words: str) -> None:
    if kind == "name":
        reading.name(words)
    elif kind in {"but", "gone"}:
        reading.opens("absent", but=kind == "but")
    elif kind == "late":
        reading.opens("present")
    elif kind == "come" and reading.waiting:
        reading.says("present")
    elif kind == "come":
        reading.opens("present")
        reading.told.rest = reading.told.rest or "absent"
    elif kind == "only":
        reading.told.rest = reading.told.rest or "only"
    elif kind == "rest":
        reading.turns_to_rest()
    else:
        reading.says(kind)


def _came(text: str, places: Places) -> list[tuple[str, str]]:
    """Who came for whom: the kin behind a child's name, where somebody came."""
    begins = [span[0] for span, _ in places] + [len(text)]
    behind = [text[span[1] : end] for (span, _), end in zip(places, begins[1:], strict=True)]
    said = [
        (child, _BY.match(words) or _WHO.match(words))
        for (_, child), words in zip(places, behind, strict=True)
    ]
    return [(child, _OF.sub("", m["kin"])) for child, m in said if m]
