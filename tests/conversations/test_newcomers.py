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
