"""Requests for leave: a table of messages, the calendar, the reason, and what always holds."""

import time
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import CHINA
from bot.parsing.leave import LeaveSlots, read

NOW = {
    "A": datetime(2026, 11, 18, 20, 15, tzinfo=CHINA),
    "B": datetime(2026, 3, 13, 7, 5, tzinfo=CHINA),
    "C": datetime(2025, 10, 13, 12, 30, tzinfo=CHINA),
    "D": datetime(2026, 12, 28, 19, 0, tzinfo=CHINA),
}
LINES = Path(__file__).with_name("leave_rows.tsv").read_text("utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if not line.startswith("#")]


class MondayToFriday:
    """A calendar that knows one holiday, 23 November 2026."""

    def is_school_day(self, day: date) -> bool:
        return day.weekday() < 5 and day != date(2026, 11, 23)


def day(words: str, year: int) -> date:
    return date.fromisoformat(words if len(words) > len("12-31") else f"{year}-{words}")


def span(words: str, year: int) -> tuple[date, date]:
    first, _, last = words.partition("..")
    return day(first, year), day(last or first, year)


def at_school(text: str) -> LeaveSlots:
    return read(text, NOW["A"], calendar=MondayToFriday())


@pytest.mark.parametrize(("now", "text", "days", "halves"), ROWS)
def test_days_and_half_are_read(now: str, text: str, days: str, halves: str) -> None:
    slots = read(text.replace("⏎", "\n"), NOW[now])
    allowed = [span(words, NOW[now].year) for words in days.split("|")]
    assert (slots.start, slots.end) in allowed
    assert slots.part in halves.split("|")


@pytest.mark.parametrize(
    ("text", "start", "end", "days"),
    [
        ("周五开始请三天假", "11-20", "11-25", 3),  # over the weekend and the holiday
        ("请两天假", "11-19", "11-20", 2),
        ("周五请一周", "11-20", "11-26", 4),
        ("周六请假", "11-21", "11-21", 0),
        ("下周一请假", "11-23", "11-23", 0),
        ("下周二才能去上学", "11-19", "11-20", 2),
    ],
)
def test_the_calendar_counts_school_days(text: str, start: str, end: str, days: int) -> None:
    slots = at_school(text)
    assert (slots.start, slots.end) == (day(start, 2026), day(end, 2026))
    assert slots.days == days


@pytest.mark.parametrize("text", ["孩子发烧了，去不了了", "请三天假", "不舒服请假", "再请一天"])
def test_without_a_day_nothing_is_stated(text: str) -> None:
    slots = read(text, NOW["A"])
    assert not slots.stated
    assert slots.start == date(2026, 11, 19)


@pytest.mark.parametrize(
    "text", ["明天请假", "下午请假", "请到周五", "今天发烧了请假", "晚自习不上了"]
)
def test_a_named_day_is_stated(text: str) -> None:
    assert read(text, NOW["A"]).stated


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("明天请假，孩子发烧了", "sick", "孩子发烧"),
        ("周五下午拔牙，请半天", "sick", "拔牙"),
        ("请假条\n姓名：李明\n时间：明天\n事由：参加钢琴考级", "personal", "参加钢琴考级"),
        ("奶奶住院了，明天请假回老家", "personal", "奶奶住院"),
        ("奶奶带他去看病，明天请假", "sick", "奶奶带他去看病"),
        ("明天请事假一天", "personal", "请事假"),
        ("明天请假", "other", ""),
        ("Muchen has a fever, can't come tomorrow", "sick", "Muchen has a fever"),
        ("许老师您好 明天後天請假 孩子咳嗽", "sick", "孩子咳嗽"),
    ],
)
def test_kind_and_reason_are_read(text: str, kind: str, reason: str) -> None:
    slots = read(text, NOW["A"])
    assert (slots.kind, slots.reason) == (kind, reason)


def test_names_are_never_read_as_days() -> None:
    assert read("周五福，事假一天", NOW["A"]).end == date(2026, 11, 20)
    assert read("周五福，事假一天", NOW["A"], names=["周五福"]).end == date(2026, 11, 19)


def test_what_is_quoted_is_not_asked() -> None:
    quoted = "「王老师：下周三家长会」\n- - - - - -\n明天请假"
    assert read(quoted, NOW["A"]).end == date(2026, 11, 19)


PIECES = [text for _, text, _, _ in ROWS] + list(" ，。、到前后请假明天下午半周一二三")


@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join) | st.text(max_size=60))
def test_any_text_gives_days_in_order(text: str) -> None:
    slots = read(text, NOW["A"], calendar=MondayToFriday())
    assert slots.start <= slots.end
    assert 0 <= slots.days <= (slots.end - slots.start).days + 1


@pytest.mark.parametrize(
    "piece", ["明天请假", "周五，", "请", "一", " ", "下午", "请三天", "11月", "到"]
)
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    short, long = (spent(piece * (size // len(piece))) for size in (500, 4_000))
    assert long < 8 * 3 * short + 0.02


def spent(text: str) -> float:
    """Seconds of processor time for the best of three readings."""
    seconds = []
    for _ in range(3):
        begun = time.process_time()
        read(text, NOW["A"])
        seconds.append(time.process_time() - begun)
    return min(seconds)
