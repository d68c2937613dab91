"""A teacher of two classes dictates: the class is that of the children named, or it is asked once."""

import pytest

from tests.conversations.player import Talk


async def test_the_named_children_tell_the_class(talk: Talk) -> None:
    talk.private("15:00", "pan", "昨天家长会除了戚远都来了")
    talk.private("15:01", "pan", "对")
    heard = await talk.play()
    meeting = heard.row("contacts", kind="parent_meeting")
    assert set(meeting["attendance"]) == {"da", "qi"}
    assert meeting["attendance"]["qi"]["status"] == "absent"


@pytest.mark.parametrize("answer", ["六(6)班", "6班", "是六6班的"])
async def test_without_a_name_it_is_asked_once(talk: Talk, answer: str) -> None:
    talk.private("15:00", "pan", "昨天家长会全到了")
    talk.look("15:01")
    talk.private("15:02", "pan", answer)
    talk.private("15:03", "pan", "对")
    heard = await talk.play()
    assert heard.states[0]["drafts"] == []
    assert "哪个班" in heard.to("pan")[0]
    meeting = heard.row("contacts", kind="parent_meeting")
    assert set(meeting["attendance"]) == {"da", "qi"}


async def test_the_class_in_the_words(talk: Talk) -> None:
    talk.private("15:00", "pan", "六(6)班昨天家长会全到了")
    talk.private("15:01", "pan", "对")
    heard = await talk.play()
    assert set(heard.row("contacts", kind="parent_meeting")["attendance"]) == {"da", "qi"}


async def test_a_number_is_no_class(talk: Talk) -> None:
    talk.private("15:00", "pan", "昨天家长会来了66位家长 都到齐了")
    heard = await talk.play()
    assert "哪个班" in heard.to("pan")[0]


@pytest.mark.parametrize(("answer", "child"), [("六(6)班那个", "hai2"), ("5班的", "hai")])
async def test_a_name_in_both_classes_is_asked(talk: Talk, answer: str, child: str) -> None:
    talk.world["students"].append(
        {"id": "hai2", "name": "海棠", "class": "k66", "gender": "女", "tags": []}
    )
    talk.private("15:00", "pan", "记 刚给海棠妈妈打电话 说了作业")
    talk.private("15:01", "pan", answer)
    talk.private("15:02", "pan", "对")
    heard = await talk.play()
    assert "六(6)班" in heard.to("pan")[0]
    assert heard.row("contacts", kind="phone_call")["students"] == [child]


async def test_paper_for_a_name_in_both_classes_is_asked(talk: Talk) -> None:
    talk.world["students"].append(
        {"id": "hai2", "name": "海棠", "class": "k66", "gender": "女", "tags": []}
    )
    talk.private("14:00", "chu", "发通知 明天带竖笛。请回收到。")
    talk.private("14:01", "ren", "发通知 明天带毛笔。请回收到。")
    talk.private("15:00", "pan", "纸质40 收到 海棠")
    talk.look("15:01")
    talk.private("15:02", "pan", "六(5)班的")
    heard = await talk.play()
    assert heard.states[0]["notices"][0]["receipts"]["hai"]["status"] == "none"
    assert heard.status("hai") == "confirmed"
