"""Charts: where things stand on the paper, what is written there, and that a PNG comes of it."""

import base64
import re
import struct
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import pictures
from bot.gateways.sandbox_wire import spoken
from bot.messages import Address, Attachment, Outbound, Platform
from bot.pictures import NARROW, WIDE, Chart, Level, Mark, State
from bot.pictures.drawing import cut, wide
from bot.pictures.scales import ticks

BEGIN = datetime(2027, 3, 9, 7, 0, tzinfo=UTC)  # 15:00 in China
NAMES = {"svg": "http://www.w3.org/2000/svg"}


def after(minutes: float) -> datetime:
    return BEGIN + timedelta(minutes=minutes)


def chart(steps: list[float], of: int = 10, marks: list[float] = [], **more: object) -> Chart:  # noqa: B006
    half = after(steps[of // 2 - 1]) if len(steps) >= of // 2 else None
    values: dict[str, object] = {
        "title": "通知40 带水彩笔",
        "subtitle": "六(5)班",
        "label": "7/12",
        "of": of,
        "begin": BEGIN,
        "now": after(300),
        "steps": tuple((after(at), count) for count, at in enumerate(steps, 1)),
        "levels": (Level(of // 2, "一半 9 分钟", half), Level(of, "全部 差 2 个")),
        "marks": tuple(Mark(after(at), f"提醒 {at:.0f}") for at in marks),
        "states": (State("confirmed", "✓ 已确认 3", 3), State("none", "○ 没有回音 7", 7)),
    }
    return Chart(**{**values, **more})  # type: ignore[arg-type]


def texts(svg: str) -> list[ET.Element]:
    return ET.fromstring(svg).findall(".//svg:text", NAMES)


def box(text: ET.Element) -> tuple[float, float, float]:
    """(left, right, foot) of a text."""
    x, width = float(text.attrib["x"]), wide(text.text or "")
    left = x - width if text.get("text-anchor") == "end" else x
    return left, left + width, float(text.attrib["y"])


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_curve_ends_at_its_count(width: int) -> None:
    svg = pictures.draw(chart([5, 10, 40]), width)
    (curve,) = ET.fromstring(svg).findall(".//svg:path", NAMES)
    assert re.match(r"M16 [\d.]+(H[\d.]+V[\d.]+){3}H[\d.]+$", curve.attrib["d"])


@given(
    st.lists(st.floats(0, 20_000), max_size=60).map(sorted),
    st.lists(st.floats(0, 20_000), max_size=4),
    st.sampled_from([NARROW, WIDE]),
)
def test_nothing_leaves_the_paper_and_no_mark_covers_another(
    steps: list[float], marks: list[float], width: int
) -> None:
    svg = pictures.draw(chart(steps, max(len(steps), 2), marks), width)
    found = [box(text) for text in texts(svg) if (text.text or "").startswith("提醒")]
    assert all(left >= 0 and right <= width for left, right, _ in found)
    for one in range(len(found)):
        for other in found[:one]:
            same_row = found[one][2] == other[2]
            assert not same_row or found[one][0] >= other[1] or other[0] >= found[one][1]


@pytest.mark.parametrize(
    ("length", "first", "second"),
    [
        (10, "15:00", "15:02"),
        (300, "15:00", "16:00"),
        (1440, "18:00", "3-10"),
        (9000, "3-11", "3-13"),
    ],
)
def test_what_is_written_below_is_round(length: float, first: str, second: str) -> None:
    found = [text for _, text in ticks(BEGIN, after(length), 6)]
    assert found[:2] == [first, second]
    assert len(found) <= 7


def test_midnight_says_the_day() -> None:
    assert "3-10" in [text for _, text in ticks(BEGIN, after(1440), 5)]


def test_a_long_title_is_cut_and_keeps_to_letters() -> None:
    svg = pictures.draw(chart([5], title="通知40 🌹" + "春" * 80))
    assert "🌹" not in svg
    assert "春…" in svg
    assert cut("三(2)班", 100, 13) == "三(2)班"


def test_words_cannot_become_marks() -> None:
    svg = pictures.draw(chart([5], title="<script>&"))
    assert "<script>" not in svg
    ET.fromstring(svg)


def test_the_sandbox_shows_the_drawing_itself() -> None:
    drawn = pictures.draw(chart([5]))
    file = Attachment("通知40报告.png", text="7/12", picture=drawn)
    to = Address(Platform.SANDBOX, "chu")
    frame = spoken(Outbound(1, "b", to, "报告", file=file), "小桥", "b1", BEGIN)
    file_shown: Any = frame["file"]
    head, _, data = file_shown["picture"].partition(",")
    assert head == "data:image/svg+xml;base64"
    assert base64.b64decode(data).decode() == drawn


@pytest.mark.skipif(not pictures.can_draw(), reason="the extra is not here")
def test_a_png_has_the_picture_and_its_letters() -> None:
    plain = pictures.to_png(pictures.draw(chart([5])))
    titled = pictures.to_png(pictures.draw(chart([5], title="")))
    assert plain[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", plain[16:24])[0] == NARROW * 3
    assert plain != titled
