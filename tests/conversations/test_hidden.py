"""Rules 22 and 23: numbers and marks are stored in no form; ID numbers, alarms and quarrels."""

from pathlib import Path

import pytest

from tests.conversations.player import Talk

PENS = "发通知 明天上午带水彩笔。请回收到。"
CHAIN = "#接龙\n研学保险，格式：姓名 身份证号\n\n1. 褚老师 示例"


def stored(folder: Path) -> bytes:
    """All that the rehearsal left on the disk."""
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize(
    ("where", "text", "parts"),
    [
        ("group", "海棠 11010820140305221X", ["11010820140305221", "20140305"]),
        ("group", "海棠 110108 20140305 221x", ["20140305", "110108"]),
        ("group", "海棠的证件 110108-20140305-2215", ["20140305"]),
        ("private", "海棠的身份证 110108201403052215 您转给褚老师", ["20140305"]),
        ("group", "收到，我的新号是 139 1234 5678", ["1234 5678", "13912345678"]),
        ("group", "收到，这次数学97分第二名，水彩笔带几色的？", ["97分", "第二名"]),
        ("private", "老师，海棠数学只考了58分，水彩笔还带吗？", ["58分"]),
    ],
)
async def test_what_is_to_be_hidden_is_stored_nowhere(
    talk: Talk, tmp_path: Path, where: str, text: str, parts: list[str]
) -> None:
    talk.private("15:00", "chu", PENS)
    (talk.group if where == "group" else talk.private)("15:05", "hai_ma", text)
    talk.tick("15:20")
    heard = await talk.play()
    everything = stored(tmp_path)
    assert not [part for part in parts if part.encode() in everything]
    assert not [part for part in parts if part in str(heard.lines)]


async def test_a_teacher_who_dictates_marks_leaves_none(talk: Talk, tmp_path: Path) -> None:
    talk.private("15:00", "chu", "给海棠妈妈打了电话，说了期末数学58分，全班倒数第三，约好每天听写")
    talk.private("15:01", "chu", "对")
    talk.private("15:02", "chu", "改成约好下次考到85分")
    heard = await talk.play()
    assert not [part for part in ("58分", "85分") if part.encode() in stored(tmp_path)]
    assert "倒数第三" not in str(heard.state)
    assert heard.rows("contacts", kind="phone_call")


@pytest.mark.parametrize("allowed", [True, False])
async def test_id_numbers_are_one_matter_with_one_line(talk: Talk, allowed: bool) -> None:
    talk.set(group_lines={"id_number": allowed})
    talk.group("15:00", "chu", "请大家把孩子身份证号接龙发群里")
    talk.group("15:02", "hai_ma", "海棠 110108201403052215")
    talk.group("15:03", "bo_ma", "柏舟 110108201405062215")
    heard = await talk.play()
    incident = heard.row("incidents", kind="id_number")
    assert {"hai_ma", "bo_ma"} <= set(incident["accounts"])
    assert len(heard.group()) == int(allowed)
    assert heard.told() == {"chu", "hai_ma", "bo_ma"}
    assert len(heard.to("hai_ma")) == len(heard.to("bo_ma")) == 1


async def test_a_chain_that_asks_for_them_is_told_to_who_began_it(talk: Talk) -> None:
    talk.group("15:00", "chu", CHAIN)
    heard = await talk.play()
    assert any("证" in text for text in heard.to("chu"))
    assert heard.group() == []


@pytest.mark.parametrize("where", ["group", "private"])
async def test_a_cry_for_help_reaches_three_at_any_hour(talk: Talk, where: str) -> None:
    talk.world["staff"].append(
        {"account": "wang", "name": "王主任", "roles": ["admin"], "classes": []}
    )
    text = "老师救命，柏舟说活着没意思要跳楼，联系不上了"
    (talk.group if where == "group" else talk.private)("23:40", "bo_ma", text)
    heard = await talk.play()
    writer = {"bo_ma"} if where == "private" else set()
    assert heard.told("23:40", "23:41") == {"chu", "pan", "wang"} | writer
    assert heard.row("incidents", kind="emergency")["students"] == ["bo"]
    assert heard.group() == []
    assert "跳楼" not in str(heard.state)


async def test_who_cries_at_night_is_answered(talk: Talk) -> None:
    talk.private("23:05", "tang_ma", "老师 圆圆在日记里写不想活了 我守着她")
    heard = await talk.play()
    (answer,) = heard.to("tang_ma")
    assert "褚老师" in answer
    assert "120" in answer


@pytest.mark.parametrize("allowed", [True, False])
async def test_a_quarrel_is_quieted_once_for_each_family(talk: Talk, allowed: bool) -> None:
    talk.set(group_lines={"dispute": allowed})
    talk.group("15:00", "bo_ma", "欧阳珞把我家孩子眼镜踩碎了还骂人，怎么说")
    talk.group("15:01", "luo_ma", "你家柏舟先推人的好吧")
    talk.group("15:02", "bo_ma", "胡说，谁先动手问问旁边同学")
    heard = await talk.play()
    assert len(heard.to("bo_ma")) == len(heard.to("luo_ma")) == 1
    assert len(heard.to("chu")) == 1
    assert len(heard.group()) == int(allowed)
    incident = heard.row("incidents", kind="dispute")
    assert set(incident["students"]) == {"bo", "luo"}
    assert not any(name in text for text in heard.group() for name in ("柏舟", "欧阳珞"))
