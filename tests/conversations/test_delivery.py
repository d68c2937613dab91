"""What the output says of messages that do not arrive, and how rows of the state look."""

import pytest

from tests.conversations.player import Talk

PENS = "发通知 明天上午带水彩笔。请回收到。"
FIELDS = {
    "notices": "no title kind classes by status urgent version sent_at send_at deadline receipts"
    " unknown_accounts",
    "contacts": "id kind time staff students guardians reached attempts record analysis measure"
    " feedback sensitive complete source",
    "questions": "no text askers students notice to status source private due",
    "leaves": "no student kind start end part days status by approved_by returned",
    "bindings": "account student relation right status approved_by",
    "drafts": "no kind by students status",
    "followups": "no kind students due owner visible status",
    "topics": "class month title tag status post_at posted_at contributions",
    "meetings": "id kind title at classes people remind reminded",
    "audit": "at by action target",
}


async def test_what_comes_back_is_marked(talk: Talk) -> None:
    talk.set(unreachable=["hai_ma"])
    talk.private("15:00", "chu", PENS)
    talk.private("16:00", "chu", "催40")
    heard = await talk.play()
    back = [m for m in heard.sent if "undelivered" in m]
    assert {m["chat"] for m in back} <= {"private:hai_ma"}
    assert {m["undelivered"] for m in back} <= {"unreachable"}
    assert heard.to("hai_ma") == []
    assert "海棠" in "".join(heard.to("chu", "16:00"))


async def test_a_private_answer_to_the_unreachable_is_marked(talk: Talk) -> None:
    talk.set(unreachable=["tang_ma"])
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "tang_ma", "[合十]", kind="sticker")
    heard = await talk.play()
    (back,) = [m for m in heard.sent if "undelivered" in m]
    assert (back["chat"], back["undelivered"]) == ("private:tang_ma", "unreachable")


async def test_the_unreachable_still_answer_in_the_group(talk: Talk) -> None:
    talk.set(unreachable=["hai_ma"])
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "hai_ma", "收到")
    heard = await talk.play()
    assert heard.those("confirmed") == {"hai"}


async def test_the_phone_only_are_never_written_to(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS.replace("请回", "今天20:00前请回"))
    talk.private("16:00", "chu", "催40")
    talk.tick("21:00")
    heard = await talk.play()
    assert not [m for m in heard.sent if m["chat"] == "private:bei_ye"]


async def test_ids_count_up_in_order_of_sending(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.private("16:00", "chu", "催40")
    heard = await talk.play()
    assert [m["id"] for m in heard.sent] == [f"b{n}" for n in range(1, len(heard.sent) + 1)]
    assert [m["at"] for m in heard.sent] == sorted(m["at"] for m in heard.sent)


async def test_one_private_message_holds_one_thing(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.private("16:00", "chu", "统计40")
    heard = await talk.play()
    assert all(m["text"] or m.get("file") for m in heard.sent)
    assert all(len(m["text"].splitlines()) <= 12 for m in heard.sent)


@pytest.mark.parametrize("name", sorted(FIELDS))
async def test_rows_have_the_fields_of_the_contract(talk: Talk, name: str) -> None:
    talk.set(topics={"propose_days": 3, "post_time": "18:30", "close_time": "18:00"})
    talk.world["meetings"] = [
        {"id": "h1", "kind": "activity", "title": "晨跑", "at": "2027-03-31T16:00:00+08:00"}
        | {"classes": ["k65"], "people": ["pan"], "remind": ["-2h"]}
    ]
    talk.private("15:00", "chu", PENS)
    talk.private("15:05", "hai_ma", "海棠明天请假一天")
    talk.private("15:06", "bo_ma", "能不能让校车送到西门？")
    talk.private("15:07", "tang_ma", "汤圆圆近视加深了，希望能调到前排坐")
    talk.private("15:08", "chu", "/电话 海棠妈妈 聊了按时睡觉")
    talk.tick("03-30 12:00")
    heard = await talk.play()
    assert heard.state[name]
    assert all(row.keys() >= set(FIELDS[name].split()) for row in heard.state[name])


async def test_every_list_is_there_if_empty(talk: Talk) -> None:
    heard = await talk.play()
    lists = {*FIELDS, "incidents"}
    assert heard.state.keys() >= lists
    assert all(heard.state[name] == [] for name in lists - {"bindings"})
    assert len(heard.rows("bindings", status="approved")) == 17
