"""Rule 18: 那天请假 is the day of the notice that it answers; where that is not clear, it is asked."""

import pytest

from tests.conversations.player import Talk

TRIP = "发通知 周五（3月12日）春季研学，早上8:00校门口集合。收到请回复，周四20:00前。"
WALK = "发通知 周五（3月12日）下午远足，请回“参加/不参加”，周四20:00前。"
DRAWING = "发通知 下周二（3月16日）交手抄报，收到请回复。"
TWO_DAYS = "发通知 3月11日交押金，3月12日春游。收到请回复。"


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (TRIP, "收到，柏舟那天要请假去牙科"),
        (TRIP, "收到 那天我们请假"),
        (TRIP, "收到，当天请假一天"),
        (TRIP, "那天孩子请假，姥姥过寿"),
        (WALK, "不参加，那天请假回老家"),
    ],
)
async def test_that_day_is_the_notices_day(talk: Talk, order: str, words: str) -> None:
    talk.private("15:00", "chu", order)
    talk.group("15:05", "bo_ma", words)
    heard = await talk.play()
    row = heard.row("leaves")
    assert (row["student"], row["status"]) == ("bo", "requested")
    assert row["start"] == row["end"] == "2027-03-12"
    assert "柏舟" in "".join(heard.to("chu", "15:05"))


async def test_only_the_named_brother_stays_away(talk: Talk) -> None:
    talk.private("15:00", "chu", TRIP)
    talk.private("15:05", "qi_ma", "收到 祁星河那天请假 要复查牙齿")
    heard = await talk.play()
    row = heard.row("leaves")
    assert (row["student"], row["start"], row["kind"]) == ("he", "2027-03-12", "sick")
    assert {heard.status("ye"), heard.status("he")} == {"confirmed"}


async def test_half_of_that_day(talk: Talk) -> None:
    talk.private("15:00", "chu", TRIP)
    talk.group("15:05", "bo_ma", "收到，那天上午请假")
    heard = await talk.play()
    row = heard.row("leaves")
    assert (row["start"], row["part"]) == ("2027-03-12", "am")


async def test_of_two_notices_the_one_that_is_named(talk: Talk) -> None:
    talk.private("15:00", "chu", TRIP)
    talk.private("15:01", "chu", DRAWING)
    talk.group("15:05", "bo_ma", "研学那天请假")
    heard = await talk.play()
    assert heard.row("leaves")["start"] == "2027-03-12"


@pytest.mark.parametrize(
    "orders", [(), (TRIP, DRAWING), (TWO_DAYS,), ("发通知 带好水彩笔，收到请回复",)]
)
async def test_it_is_asked_where_it_is_not_clear(talk: Talk, orders: tuple[str, ...]) -> None:
    for minute, order in enumerate(orders):
        talk.private(f"15:0{minute}", "chu", order)
    talk.group("15:05", "bo_ma", "那天请假")
    heard = await talk.play()
    assert heard.row("leaves")["status"] == "asked"
    assert "哪天" in "".join(heard.to("bo_ma", "15:05"))
    assert heard.to("chu", "15:05") == []
