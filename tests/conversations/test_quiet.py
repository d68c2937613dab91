"""Rule 12: quiet hours, and what may leave in them."""

import pytest

from tests.conversations.player import CHILDREN, Talk

PENS = "发通知 明天上午带水彩笔。请回收到。"
PIPE = "发通知 六(5)班教室水管爆裂，明早从东门进。请回收到。"


@pytest.mark.parametrize(
    ("at", "status"),
    [
        ("21:29:59", "sent"),
        ("21:30", "held"),
        ("03-10 00:10", "held"),
        ("03-10 06:29:59", "held"),
        ("03-10 06:30", "sent"),
    ],
)
async def test_the_hours_begin_and_end_to_the_second(talk: Talk, at: str, status: str) -> None:
    talk.private(at, "chu", PENS)
    heard = await talk.play()
    assert heard.notice()["status"] == status
    assert len(heard.group()) == (status == "sent")


async def test_what_nobody_answers_stays_held(talk: Talk) -> None:
    talk.private("22:00", "chu", PENS)
    talk.tick("03-10 12:00")
    heard = await talk.play()
    assert heard.notice()["status"] == "held"
    assert heard.group() == []


@pytest.mark.parametrize(
    "words", ["紧急 水管爆裂要换门", "紧急，水管爆裂要换门", "紧急水管爆裂要换门"]
)
async def test_urgent_leaves_at_once_with_one_call_to_all(talk: Talk, words: str) -> None:
    talk.private("22:00", "chu", PIPE)
    talk.private("22:01", "chu", words)
    heard = await talk.play()
    loud = [m for m in heard.messages("g65") if "all" in m.get("mentions", ())]
    assert len(loud) == len(heard.group()) == 1
    assert loud[0]["at"].endswith("22:01:00+08:00")
    assert heard.notice()["urgent"] is True
    override = heard.row("audit", action="quiet_override")
    assert override["by"] == "chu"
    assert "水管爆裂要换门" in override["reason"]


async def test_urgent_without_words_has_the_title_as_its_reason(talk: Talk) -> None:
    talk.private("22:00", "chu", PIPE)
    talk.private("22:01", "chu", "紧急")
    heard = await talk.play()
    title = heard.notice()["title"]
    assert title
    assert title in heard.row("audit", action="quiet_override")["reason"]


async def test_morning_sends_at_the_end_without_a_call(talk: Talk) -> None:
    talk.private("22:00", "chu", PENS)
    talk.private("22:01", "chu", "早上")
    talk.tick("03-10 12:00")
    heard = await talk.play()
    (sent,) = heard.messages("g65")
    assert sent["at"] == "2027-03-10T06:30:00+08:00"
    assert "all" not in sent.get("mentions", ())
    assert heard.rows("audit", action="quiet_override") == []


async def test_a_scheduled_time_in_the_night_is_asked_back(talk: Talk) -> None:
    talk.private("15:00", "chu", "今晚11点发通知 明天带水彩笔，请回收到。")
    talk.look("15:01")
    talk.tick("23:30")
    heard = await talk.play()
    assert heard.states[0]["notices"][0]["status"] == "held"
    assert len(heard.to("chu")) == 1
    assert heard.group() == []


async def test_other_quiet_hours_hold(talk: Talk) -> None:
    talk.set(quiet_hours=["20:00", "07:10"])
    talk.private("20:05", "chu", PENS)
    talk.private("20:06", "chu", "早上")
    talk.tick("03-10 09:00")
    heard = await talk.play()
    assert [m["at"] for m in heard.messages("g65")] == ["2027-03-10T07:10:00+08:00"]


async def test_receipts_of_the_night_count_in_silence(talk: Talk) -> None:
    talk.private("21:00", "chu", PENS)
    talk.group("22:10", "bo_ma", "收到")
    talk.group("22:11", "tang_ma", "[合十]", kind="sticker")
    talk.group("22:12", "shan", "收到")
    talk.group("22:13", "hai_ma", "旧的水粉笔能代替吗？")
    talk.group("22:14", "yin_ma", "几点带？")
    talk.tick("03-10 06:29")
    heard = await talk.play()
    assert heard.those("confirmed") == {"bo"}
    assert heard.those("suspected") == {"tang"}
    assert heard.silent("21:30")


async def test_what_waited_in_the_night_leaves_at_its_end(talk: Talk) -> None:
    talk.private("21:00", "chu", PENS)
    talk.group("22:11", "tang_ma", "[合十]", kind="sticker")
    talk.group("22:13", "hai_ma", "旧的水粉笔能代替吗？")
    talk.tick("03-10 07:00")
    heard = await talk.play()
    assert heard.silent("21:30", "03-10 06:30")
    assert len(heard.to("tang_ma", "03-10 06:30")) == 1
    assert len(heard.to("chu", "03-10 06:30")) >= 1


async def test_a_private_line_is_answered_at_night_within_two_minutes(talk: Talk) -> None:
    talk.private("21:00", "chu", PENS)
    talk.private("22:10", "chu", "统计40")
    talk.private("22:20", "bo_ma", "明天几点带水彩笔？")
    talk.tick("03-10 06:00")
    heard = await talk.play()
    assert heard.to("chu", "22:10", "22:12")
    assert heard.to("bo_ma", "22:20", "22:22")
    assert heard.told("21:30") == {"chu", "bo_ma"}
    assert heard.group("21:30") == []


async def test_two_notices_of_one_night_are_named(talk: Talk) -> None:
    talk.private("22:00", "chu", PENS)
    talk.private("22:05", "chu", PIPE)
    talk.private("22:06", "chu", "紧急")
    talk.private("22:07", "chu", "早上")
    talk.tick("03-10 07:00")
    heard = await talk.play()
    sent = {n["no"]: (n["sent_at"][5:16], n["urgent"]) for n in heard.rows("notices")}
    assert sent == {40: ("03-10T06:30", False), 41: ("03-09T22:06", True)}


async def test_only_the_author_may_override(talk: Talk) -> None:
    talk.private("22:00", "chu", PENS)
    talk.private("22:01", "ren", "紧急 我来")
    heard = await talk.play()
    assert heard.notice()["status"] == "held"
    assert heard.group() == []


async def test_an_urgent_notice_has_one_answer_in_the_group_at_night(talk: Talk) -> None:
    talk.private("22:00", "chu", PIPE)
    talk.private("22:01", "chu", "紧急")
    talk.group("22:05", "bo_ma", "从哪个门进？")
    talk.group("22:20", "tang_ma", "明早几点进校门？")
    talk.tick("03-10 06:29")
    heard = await talk.play()
    assert len(heard.group("22:02")) == 1
    assert "东门" in heard.group("22:02")[0]


async def test_an_urgent_notice_of_the_night_is_nudged_once_in_the_morning(talk: Talk) -> None:
    talk.private("22:00", "chu", PIPE)
    talk.private("22:01", "chu", "紧急")
    talk.group("22:05", "bo_ma", "收到")
    talk.tick("03-10 20:00")
    heard = await talk.play()
    assert heard.told("22:06", "03-10 06:30") <= {"chu"}
    nudged = heard.told("03-10 06:30", "03-10 06:31") - {"chu"}
    assert "bo_ma" not in nudged
    assert "bo_gu" not in nudged
    assert {"hai_ma", "tang_ma", "duo_nai", "man_ma", "qi_ma"} <= nudged
    assert len(nudged & {"luo_ma", "luo_ba"}) == len(nudged & {"yin_ma", "yin_ba"}) == 1
    assert heard.told("03-10 06:31") - {"chu"} == set()


async def test_a_morning_notice_can_still_be_withdrawn(talk: Talk) -> None:
    talk.private("22:00", "chu", PENS)
    talk.private("22:01", "chu", "早上")
    talk.private("22:30", "chu", "撤回40")
    talk.tick("03-10 12:00")
    heard = await talk.play()
    assert heard.notice()["status"] == "cancelled"
    assert heard.group() == []
    assert heard.those("none") <= CHILDREN
