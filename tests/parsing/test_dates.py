"""Times in chat: a table of finds, deadlines and sending times, and what always holds."""

import re
import time
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import CHINA
from bot.parsing.dates import Found, deadline, find, moment, named_days, plain, speak
from bot.parsing.dates.grammar import ATOM

NOW = {
    "A": datetime(2026, 11, 18, 20, 15, tzinfo=CHINA),
    "B": datetime(2026, 3, 13, 7, 5, tzinfo=CHINA),
    "C": datetime(2025, 9, 22, 12, 30, tzinfo=CHINA),
    "D": datetime(2026, 12, 28, 19, 0, tzinfo=CHINA),
}
LINES = Path(__file__).with_name("dates_rows.tsv").read_text("utf-8").splitlines()
ROWS = [[*line.split("\t"), ""][:3] for line in LINES if not line.startswith("#")]


class October:
    """A calendar with the long holiday of 2025 and no other."""

    def is_school_day(self, day: date) -> bool:
        holiday = date(2025, 10, 1) <= day <= date(2025, 10, 8)
        return day.weekday() < 5 and not holiday


def shown(found: Found, year: int) -> str:
    """A found time as the table writes it."""
    if found.days:
        return f"~{found.days:g}"
    days = [d.isoformat() if d.year != year else f"{d:%m-%d}" for d in (found.start, found.end)]
    clocks = [f"{at:%H:%M}" for at in (found.at, found.until) if at]
    parts = ["..".join(dict.fromkeys(days)), found.part.replace("full", ""), "-".join(clocks)]
    return " ".join(filter(None, parts))


@pytest.mark.parametrize(("now", "text", "expected"), ROWS)
def test_times_are_found(now: str, text: str, expected: str) -> None:
    times = find(text, NOW[now], calendar=October() if now == "C" else None)
    assert " / ".join(shown(found, NOW[now].year) for found in times) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今晚20:30前", "2026-11-18 20:30"),
        ("周日20:00前", "2026-11-22 20:00"),
        ("明天中午12点之前", "2026-11-19 12:00"),
        ("周五截止", "2026-11-20 23:59"),
        ("截止=9月19日 20:00", "2026-09-19 20:00"),
        ("9月19日前", "2026-09-19 23:59"),
        ("请于周五前交", "2026-11-20 23:59"),
        ("请在11月25日17:00前回复", "2026-11-25 17:00"),
        ("截止时间：11月25日18:00", "2026-11-25 18:00"),
        ("报名截止到下周三", "2026-11-25 23:59"),
        ("最晚明天上午告诉我", "2026-11-19 12:00"),
        ("今天放学前", "2026-11-18 16:30"),
        ("明天下班前", "2026-11-19 17:30"),
        ("明天中午前", "2026-11-19 12:00"),
        ("三天内", "2026-11-21 23:59"),
        ("24小时内回复", "2026-11-19 20:15"),
        ("半小时内", "2026-11-18 20:45"),
        ("周五（11月20日）晚上7点前", "2026-11-20 19:00"),
        ("20日-22日18:00前", "2026-11-22 18:00"),
        ("明天8点前到校，请今晚21:00前回复", "2026-11-18 21:00"),
        (
            "明天(11月19日 周四)15:30放学，比平时早1小时。回收到即可，今晚21:00前。",
            "2026-11-18 21:00",
        ),
        ("下周三开家长会，周五前交回执", "2026-11-20 23:59"),
        ("元旦前排练，请回参加或不参加，周五17:00前。", "2026-11-20 17:00"),
        ("元旦前班会主题？A 感恩 B 环保，周四18:00前选", "2026-11-19 18:00"),
        ("元旦前包饺子，报名请接龙：姓名 人数，11月28日前", "2026-11-28 23:59"),
        ("周五18:00前选好，元旦前公布结果", "2026-11-20 18:00"),
        ("11月25日前交回执，元旦前发放材料", "2026-11-25 23:59"),
        ("元旦前交作品", "2027-01-01 23:59"),
    ],
)
def test_a_deadline_is_read(text: str, expected: str) -> None:
    due = datetime.fromisoformat(expected).replace(tzinfo=CHINA)
    assert deadline(text, NOW["A"]) == due


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("周五（11月20日）研学，早上8:00集合。收到请回复，周四20:00前。", {"2026-11-20"}),
        ("周四交押金，周五研学。收到请回复", {"2026-11-19", "2026-11-20"}),
        ("今晚20:00前回复", set()),
    ],
)
def test_the_days_of_a_matter_stand_apart_from_its_deadline(text: str, days: set[str]) -> None:
    assert named_days(text, NOW["A"]) == {date.fromisoformat(day) for day in days}


@pytest.mark.parametrize(
    "text",
    [
        "明天8点前到校",
        "周五开家长会",
        "收到请回复",
        "前十名",
        "周五提前放学",
        "请三天假",
        "周五前门集合",
    ],
)
def test_no_deadline_is_invented(text: str) -> None:
    assert deadline(text, NOW["A"]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今晚10点发通知", "2026-11-18 22:00"),
        ("明天早上7点半发通知 明天停课", "2026-11-19 07:30"),
        ("明早7点半发通知", "2026-11-19 07:30"),
        ("7点半发通知", "2026-11-19 07:30"),
        ("周五（11月20日）晚上7点准时发", "2026-11-20 19:00"),
        ("通知12改到明天8点", "2026-11-19 08:00"),
        ("半小时后发通知", "2026-11-18 20:45"),
        ("定时明天07:30 明天停课", "2026-11-19 07:30"),
    ],
)
def test_a_sending_time_is_read(text: str, expected: str) -> None:
    assert moment(text, NOW["A"]) == datetime.fromisoformat(expected).replace(tzinfo=CHINA)


@pytest.mark.parametrize("text", ["发通知 明天15:30放学", "明天发通知", "发通知", "明天8点到校"])
def test_no_sending_time_is_invented(text: str) -> None:
    assert moment(text, NOW["A"]) is None


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-11-18 21:00", "今天（11月18日 周三）21:00"),
        ("2026-11-19 14:40", "明天（11月19日 周四）14:40"),
        ("2026-11-20 09:00", "后天（11月20日 周五）09:00"),
        ("2026-11-17 09:00", "昨天（11月17日 周二）09:00"),
        ("2026-12-03 09:00", "12月3日 周四 09:00"),
        ("2027-01-05 09:00", "2027年1月5日 周二 09:00"),
    ],
)
def test_a_time_is_said_in_full(when: str, expected: str) -> None:
    assert speak(datetime.fromisoformat(when).replace(tzinfo=CHINA), NOW["A"]) == expected


@pytest.mark.parametrize("ahead", range(40))
def test_what_is_said_is_understood_again(ahead: int) -> None:
    when = NOW["A"].replace(day=1, hour=9, minute=ahead, month=1 + ahead % 12)
    assert [found.at for found in find(speak(when, when), when)] == [when]


PIECES = [text for _, text, _ in ROWS] + list(" ，。、到-的前后一二十周月日号点:0123456789天请假")


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=60))
def test_finds_lie_in_the_text_in_order(text: str) -> None:
    times = find(text, NOW["A"])
    borders = [border for found in times for border in found.span]
    assert borders == sorted(borders)
    for found in times:
        assert found.words == text[slice(*found.span)]
        assert found.start <= found.end
        assert found.at is None or found.at.utcoffset() is not None
    deadline(text, NOW["A"])
    moment(text, NOW["A"])


@given(st.text())
def test_the_plain_form_keeps_every_place(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)


def test_no_shape_begins_with_a_character_that_is_passed_over() -> None:
    unguarded = ATOM.pattern[ATOM.pattern.index(")") + 1 :]
    slow = re.compile(unguarded, re.VERBOSE)
    assert unguarded.startswith("(?:")
    for _, text, _ in ROWS:
        words = plain(text)
        assert [a.span() for a in ATOM.finditer(words)] == [a.span() for a in slow.finditer(words)]


@pytest.mark.parametrize(
    "piece", ["明天", "周五（", "3、", "1", "周", "到", "11月", "前", " ", "请三天"]
)
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    short, long = (spent(piece * (size // len(piece))) for size in (500, 4_000))
    assert long < 8 * 3 * short + 0.02


def spent(text: str) -> float:
    """Seconds of processor time for the best of three readings."""
    seconds = []
    for _ in range(3):
        begun = time.process_time()
        find(text, NOW["A"])
        deadline(text, NOW["A"])
        seconds.append(time.process_time() - begun)
    return min(seconds)
