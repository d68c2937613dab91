"""Rule 16: a worry or wish about one child is for the head teacher alone."""

import logging

import pytest

from tests.conversations.player import Talk

PENS = "发通知 明天（3月10日）上午带水彩笔，放书包里。请回收到。"


@pytest.mark.parametrize("chat", ["g65", "private"])
async def test_a_worry_about_a_child_goes_to_the_head_teacher_alone(
    talk: Talk, chat: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    talk.private("15:00", "chu", PENS)
    words = "收到。另外海棠最近总半夜惊醒，不敢一个人睡，请老师多关心"
    talk.event("15:05", chat=chat, text=words, **{"from": "hai_ma"})
    talk.tick("16:00")
    heard = await talk.play()
    assert heard.status("hai") == "confirmed"
    row = heard.row("followups", kind="suggestion")
    assert (row["students"], row["owner"], row["visible"]) == (["hai"], "chu", "owner")
    assert "海棠" in "".join(heard.to("chu", "15:05", "15:06"))
    assert heard.group("15:01") == []
    assert "惊醒" not in str(heard.state)
    assert "惊醒" not in caplog.text


async def test_a_wish_of_the_other_class_goes_to_its_own_head(talk: Talk) -> None:
    talk.private("15:05", "qi_ba", "戚远近视加深了，希望能调到前排坐")
    heard = await talk.play()
    assert heard.row("followups", kind="suggestion")["owner"] == "ren"
    assert heard.told() - {"qi_ba"} == {"ren"}


@pytest.mark.parametrize(
    ("words", "secret"),
    [
        ("汤圆圆这两天总说肚子疼不想上学，麻烦老师留意", "肚子疼"),
        ("我和她爸在办离婚，圆圆情绪不太好，请老师多关照", "离婚"),
        ("圆圆回家说有同学给她起外号，哭了一晚上", "外号"),
        ("希望老师上课多叫叫汤圆圆，她胆子小", "胆子小"),
        ("孩子说同桌老打她，您帮忙看看", "同桌"),
        ("我俩离了，以后我接圆圆", "离了"),
        ("圆圆说全班笑话她，被排挤得不行", "排挤"),
        ("圆圆这几天老躲着不肯出门，是不是班里有人说她什么了？", "有人说"),
        ("圆圆一上体育课就胸口闷，您看要不要紧？", "要紧"),
        ("收到，圆圆身上有块印子，是不是跟人打架了？", "打架"),
    ],
)
async def test_worries_have_many_wordings(talk: Talk, words: str, secret: str) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "tang_ma", words)
    talk.tick("16:00")
    heard = await talk.play()
    row = heard.row("followups", kind="suggestion")
    assert (row["students"], row["owner"], row["visible"]) == (["tang"], "chu", "owner")
    assert heard.to("chu", "15:05", "15:06")
    assert not any(secret in text for text in heard.group())
    assert secret not in str(heard.state)
    assert heard.told("15:05") <= {"chu", "tang_ma"}


@pytest.mark.parametrize(
    "words",
    [
        "收到，谢谢老师关心",
        "今天作业写到九点",
        "祝老师节日快乐",
        "希望多发点照片",
        "到家了，离了校门就没电",
    ],
)
async def test_plain_talk_is_no_worry(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "tang_ma", words)
    heard = await talk.play()
    assert heard.rows("followups") == []


@pytest.mark.parametrize(
    "words", ["我去开会 我耳朵背 坐前排行不", "我去，我眼花了，能坐前面吗", "俺腿不好 能坐前排不"]
)
async def test_an_adults_own_ears_are_no_worry_about_the_child(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", "发通知 周五18:00家长会，本班教室，请回参加或不参加。")
    talk.group("15:05", "duo_nai", words)
    heard = await talk.play()
    assert heard.rows("followups", kind="suggestion") == []
    assert heard.row("questions")["to"] == ["chu"]


@pytest.mark.parametrize(
    "words",
    ["我眼睛不好带不了她，她近视了想坐前排", "孩子个子矮 坐前排行不", "他耳朵背，坐前排行不"],
)
async def test_a_childs_eyes_are_one(talk: Talk, words: str) -> None:
    talk.private("15:05", "duo_nai", words)
    heard = await talk.play()
    assert heard.row("followups", kind="suggestion")["students"] == ["duo"]


async def test_who_parted_is_told_in_private_and_the_writer_hears_who_has_it(talk: Talk) -> None:
    talk.private("15:05", "hai_ma", "她爸不跟我们一块住了 孩子归我 他要是来接人 您先问我一声")
    heard = await talk.play()
    assert heard.row("followups", kind="suggestion")["students"] == ["hai"]
    assert len(heard.to("chu")) == len(heard.to("hai_ma")) == 1
    assert "褚老师" in heard.to("hai_ma")[0]
    assert heard.rows("incidents") == []
    assert "归我" not in str(heard.state)


async def test_a_question_about_the_notice_stays_one(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    words = "收到，水彩笔要几色的？还有圆圆老做噩梦，会不会是在学校吓着了？"
    talk.group("15:05", "tang_ma", words)
    talk.tick("15:30")
    heard = await talk.play()
    assert [row["text"] for row in heard.rows("questions")] == ["水彩笔要几色的?"]
    assert heard.row("followups", kind="suggestion")
    assert heard.status("tang") == "confirmed"
    assert "吓着" not in str(heard.state)
