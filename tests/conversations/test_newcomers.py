"""Rule 8: somebody whom nobody knows is asked once, and the head teacher decides."""

import pytest

from tests.conversations.player import Row, Talk

YUN = {"account": "yun"}


def ties(rows: list[Row]) -> set[tuple[str, str, str]]:
    return {(row["student"], row["relation"], row["status"]) for row in rows}


async def test_the_welcome_comes_once_whatever_follows(talk: Talk) -> None:
    talk.group("15:00", "yun", "", kind="join")
    talk.private("15:01", "yun", "海棠的姨妈")
    talk.private("15:02", "yun", "姨妈")
    talk.private("15:03", "yun", "谢谢")
    heard = await talk.play()
    first, *others = heard.to("yun")
    assert "哪位同学" in first
    assert not any("哪位同学" in text for text in others)
    assert len(heard.to("chu")) == 1
    assert ties(heard.rows("bindings", **YUN)) == {("hai", "姨妈", "pending")}


async def test_child_and_relation_may_come_one_after_the_other(talk: Talk) -> None:
    talk.group("15:00", "yun", "", kind="join")
    talk.private("15:01", "yun", "王小二的爸爸")
    talk.private("15:02", "yun", "海棠")
    heard = await talk.play()
    assert ties(heard.rows("bindings", **YUN)) == {("hai", "爸爸", "pending")}
    assert len(heard.to("chu")) == 1


@pytest.mark.parametrize(
    "words", ["祁星野、祁星河的爷爷", "我是祁星河和祁星野的爷爷", "祁星野 祁星河 爷爷"]
)
async def test_one_grandfather_of_two_makes_two_requests(talk: Talk, words: str) -> None:
    talk.group("15:00", "yun", "", kind="join")
    talk.private("15:01", "yun", words)
    talk.private("15:10", "chu", "同意")
    talk.private("15:11", "chu", "同意")
    heard = await talk.play()
    found = ties(heard.rows("bindings", **YUN))
    assert found == {("ye", "爷爷", "approved"), ("he", "爷爷", "approved")}


async def test_two_who_are_not_told_together_are_asked_about(talk: Talk) -> None:
    talk.group("15:00", "yun", "", kind="join")
    talk.private("15:01", "yun", "我是海棠的姨妈，她常和柏舟一起走")
    heard = await talk.play()
    assert heard.rows("bindings", **YUN) == []
    assert len(heard.to("yun", "15:01")) == 1


async def test_another_relation_takes_the_place_of_the_first(talk: Talk) -> None:
    talk.group("15:00", "yun", "", kind="join")
    talk.private("15:01", "yun", "海棠的阿姨")
    talk.private("15:02", "yun", "写错了，是舅妈")
    talk.private("15:10", "chu", "只看")
    talk.private("15:11", "chu", "同意")
    heard = await talk.play()
    (row,) = heard.rows("bindings", **YUN)
    assert (row["relation"], row["status"], row["right"]) == ("舅妈", "approved", "view_only")


async def test_who_was_refused_is_not_welcomed_again(talk: Talk) -> None:
    talk.group("15:00", "yun", "", kind="join")
    talk.private("15:01", "yun", "海棠的叔叔")
    talk.private("15:05", "chu", "拒绝")
    talk.private("15:10", "yun", "为啥不行")
    heard = await talk.play()
    assert len(heard.to("yun", "15:10")) == 1
    assert "哪位同学" not in heard.to("yun", "15:10")[0]
    assert len(heard.rows("bindings", **YUN)) == 1


@pytest.mark.parametrize("before", ["", "ren"])
async def test_a_stranger_who_writes_first_may_be_of_any_class(talk: Talk, before: str) -> None:
    """Whoever else wrote before: what he is asked does not hang on it."""
    if before:
        talk.private("14:00", before, "发通知 明天带竖笛。请回收到。")
    talk.private("15:00", "yun", "你好")
    talk.private("15:01", "yun", "戚远妈妈")
    heard = await talk.play()
    assert "学校" in heard.to("yun")[0]
    assert ties(heard.rows("bindings", **YUN)) == {("qi", "妈妈", "pending")}
    assert len(heard.to("ren", "15:01")) == 1


@pytest.mark.parametrize(
    ("first", "then", "meant"),
    [
        ("海棠的姨妈", "哎 写错了，是鲁朵的姨妈", ("duo", "姨妈")),
        ("尹川的大伯", "不是尹川 是柏舟，我是他大伯", ("bo", "大伯")),
        ("宁小北的舅舅", "打错字了 汤圆圆 舅舅", ("tang", "舅舅")),
    ],
)
async def test_a_slip_is_mended_not_added(
    talk: Talk, first: str, then: str, meant: tuple[str, str]
) -> None:
    """The first request is void: neither 同意 nor a second one binds it."""
    talk.group("15:00", "yun", "", kind="join")
    talk.private("15:01", "yun", first)
    talk.private("15:02", "yun", then)
    talk.private("15:10", "chu", "同意")
    talk.private("15:11", "chu", "同意")
    heard = await talk.play()
    found = ties(heard.rows("bindings", **YUN))
    assert {tie for tie in found if tie[2] in {"approved", "pending"}} == {(*meant, "approved")}
    assert len(found) == 2
    assert "作废" in heard.to("chu", "15:02", "15:10")[0]


async def test_one_more_child_is_no_correction(talk: Talk) -> None:
    talk.group("15:00", "yun", "", kind="join")
    talk.private("15:01", "yun", "祁星野的外婆")
    talk.private("15:02", "yun", "还有祁星河")
    heard = await talk.play()
    found = ties(heard.rows("bindings", **YUN))
    assert found == {("ye", "外婆", "pending"), ("he", "外婆", "pending")}


@pytest.mark.parametrize(("word", "right"), [("只看", "view_only"), ("同意", "full")])
async def test_one_word_answers_for_both_siblings(talk: Talk, word: str, right: str) -> None:
    talk.group("15:00", "yun", "", kind="join")
    talk.private("15:01", "yun", "祁星野、祁星河的爷爷")
    talk.private("15:10", "chu", word)
    heard = await talk.play()
    rows = heard.rows("bindings", **YUN)
    assert {(row["student"], row["right"]) for row in rows} == {("ye", right), ("he", right)}
    (asked,) = heard.to("chu", "15:01", "15:10")
    assert "祁星野、祁星河" in asked


async def test_two_newcomers_are_answered_one_by_one(talk: Talk) -> None:
    talk.group("15:00", "yun", "", kind="join")
    talk.private("15:01", "yun", "海棠的姨妈")
    talk.private("15:02", "shan", "您好")
    talk.private("15:03", "shan", "海棠的大伯")
    talk.private("15:10", "chu", "拒绝")
    heard = await talk.play()
    assert ties(heard.rows("bindings", account="shan")) == {("hai", "大伯", "refused")}
    assert ties(heard.rows("bindings", **YUN)) == {("hai", "姨妈", "pending")}


async def test_the_like_sounding_child_is_told_apart_afterwards(talk: Talk) -> None:
    talk.world["students"] += [
        {"id": "jing", "name": "海糖", "class": "k65", "gender": "女", "tags": []}
    ]
    talk.group("15:00", "yun", "", kind="join")
    talk.private("15:01", "yun", "海棠的姨妈")
    talk.private("15:02", "yun", "米字旁那个糖")
    heard = await talk.play()
    found = {tie for tie in ties(heard.rows("bindings", **YUN)) if tie[2] == "pending"}
    assert found == {("jing", "姨妈", "pending")}


@pytest.mark.parametrize(
    ("words", "tie"),
    [
        ("海棠 鄰居 她家大人忙 我幫忙看", ("hai", "邻居")),
        ("柏舟 司机 平时我接送", ("bo", "司机")),
        ("我是汤圆圆的姑父", ("tang", "姑父")),
        ("鲁朵的乾媽", ("duo", "干妈")),
        ("尹川家的育儿嫂", ("yin", "育儿嫂")),
    ],
)
async def test_whoever_looks_after_a_child_is_brought_to_the_teacher(
    talk: Talk, words: str, tie: tuple[str, str]
) -> None:
    talk.group("15:00", "yun", "", kind="join")
    talk.private("15:01", "yun", words)
    talk.private("15:05", "chu", "拒绝")
    heard = await talk.play()
    assert ties(heard.rows("bindings", **YUN)) == {(*tie, "refused")}
    assert heard.row("audit", action="binding_refused")


async def test_any_word_will_do_when_only_the_relation_is_asked(talk: Talk) -> None:
    talk.group("15:00", "yun", "", kind="join")
    talk.private("15:01", "yun", "海棠")
    talk.private("15:02", "yun", "你好")
    talk.private("15:03", "yun", "干亲")
    heard = await talk.play()
    assert ties(heard.rows("bindings", **YUN)) == {("hai", "干亲", "pending")}
