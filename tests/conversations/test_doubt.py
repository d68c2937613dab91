"""Rule 8: doubt is asked of the writer, and newcomers of their child."""

import pytest

from tests.conversations.player import CHILDREN, Talk

PENS = "发通知 明天上午带水彩笔。请回收到。"


async def test_an_unknown_account_is_counted_and_asked_once(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    for minute in ("15:05", "15:06", "15:09"):
        talk.group(minute, "shan", "收到")
    heard = await talk.play()
    assert heard.notice()["unknown_accounts"] == 1
    assert heard.those("none") == CHILDREN
    assert len(heard.to("shan")) == 1
    assert heard.told("15:05") == {"shan"}


async def test_what_a_stranger_only_chats_is_not_counted(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "shan", "今天风真大")
    heard = await talk.play()
    assert heard.notice()["unknown_accounts"] == 0


async def test_the_answer_of_a_newcomer_goes_to_the_head_teacher(talk: Talk) -> None:
    talk.event("15:00", chat="g65", kind="join", text="「云卷云舒」加入群聊", **{"from": "yun"})
    talk.private("15:03", "yun", "柏舟的舅舅")
    talk.private("15:10", "chu", "同意")
    talk.private("15:20", "chu", PENS)
    talk.group("15:25", "yun", "收到")
    heard = await talk.play()
    assert len(heard.to("yun", "15:00", "15:03")) == 1
    (asked,) = heard.to("chu", "15:03", "15:10")
    assert all(word in asked for word in ("柏舟", "舅舅", "妈妈"))
    binding = heard.row("bindings", account="yun")
    assert (binding["student"], binding["right"]) == ("bo", "full")
    assert (binding["status"], binding["approved_by"]) == ("approved", "chu")
    assert heard.receipt("bo")["by"] == "yun"


async def test_a_refused_account_stays_unknown(talk: Talk) -> None:
    talk.event("15:00", chat="g65", kind="join", text="「云卷云舒」加入群聊", **{"from": "yun"})
    talk.private("15:03", "yun", "柏舟的舅舅")
    talk.private("15:10", "chu", "拒绝")
    talk.private("15:20", "chu", PENS)
    talk.group("15:25", "yun", "收到")
    heard = await talk.play()
    assert heard.row("bindings", account="yun")["status"] == "refused"
    assert len(heard.rows("audit", action="binding_refused", by="chu")) == 1
    assert heard.status("bo") == "none"
    assert heard.notice()["unknown_accounts"] == 1
    assert heard.to("yun", "15:25") == []


async def test_a_newcomer_who_names_two_children_of_a_name_is_asked_which(talk: Talk) -> None:
    talk.event("15:00", chat="g65", kind="join", text="「云卷云舒」加入群聊", **{"from": "yun"})
    talk.private("15:03", "yun", "傅嘉宁的外婆")
    talk.look("15:04")
    talk.private("15:05", "yun", "女孩")
    talk.private("15:10", "chu", "只看")
    heard = await talk.play()
    assert heard.to("chu", "15:03", "15:05") == []
    (asked,) = heard.to("yun", "15:03", "15:05")
    assert "男" in asked
    assert "女" in asked
    binding = heard.row("bindings", account="yun")
    assert (binding["student"], binding["right"]) == ("fu2", "view_only")


@pytest.mark.parametrize("mark", ["[合十]", "[OK]"])
async def test_a_sticker_alone_is_doubt_asked_once(talk: Talk, mark: str) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "tang_ma", mark, kind="sticker")
    talk.group("15:06", "tang_ma", mark, kind="sticker")
    talk.look("15:07")
    talk.private("15:08", "tang_ma", "1")
    heard = await talk.play()
    assert heard.states[0]["notices"][0]["receipts"]["tang"]["status"] == "suspected"
    assert len(heard.to("tang_ma", "15:05", "15:08")) == 1
    assert heard.receipt("tang")["status"] == "confirmed"
    assert heard.receipt("tang")["via"] == "private"


@pytest.mark.parametrize("mark", ["🙏", "👍👍👍", "🌹"])
async def test_an_emoji_alone_is_only_suspected(talk: Talk, mark: str) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "tang_ma", mark)
    heard = await talk.play()
    assert heard.those("suspected") == {"tang"}
    assert heard.told("15:05") == {"tang_ma"}


@pytest.mark.parametrize("mark", ["[强]", "[OK]", "[抱拳]", "👍"])
async def test_a_sticker_that_quotes_the_notice_is_an_answer(talk: Talk, mark: str) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "tang_ma", mark, kind="sticker", quote={"notice": 40})
    heard = await talk.play()
    assert heard.status("tang") == "confirmed"
    assert heard.to("tang_ma") == []


async def test_a_sticker_after_a_receipt_is_no_doubt(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "tang_ma", "收到")
    talk.group("15:06", "tang_ma", "[玫瑰]", kind="sticker")
    heard = await talk.play()
    assert heard.those("confirmed") == {"tang"}
    assert heard.silent("15:05")


async def test_words_copied_from_another_family_are_doubt(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "hai_ma", "海棠妈妈收到，水彩笔买24色的可以吧？")
    talk.group("15:06", "yin_ma", "海棠妈妈收到，水彩笔买24色的可以吧？")
    heard = await talk.play()
    assert heard.status("hai") == "confirmed"
    assert heard.status("yin") == "suspected"
    assert len(heard.to("yin_ma")) == 1
    assert all("yin_ma" not in q["askers"] for q in heard.rows("questions"))


async def test_the_common_word_is_nobodys_property(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    for minute, who in enumerate(("hai_ma", "yin_ma", "bo_ma", "tang_ma", "duo_nai")):
        talk.group(f"15:1{minute}", who, "收到，谢谢老师")
    heard = await talk.play()
    assert heard.those("confirmed") == {"hai", "yin", "bo", "tang", "duo"}
    assert heard.silent("15:10")


@pytest.mark.parametrize("words", ["柏舟收到", "柏舟家收到了"])
async def test_a_receipt_for_another_family_is_doubt(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "hai_ma", words)
    heard = await talk.play()
    assert heard.those("confirmed") == set()
    assert len(heard.to("hai_ma")) == 1
    assert heard.told("15:05") == {"hai_ma"}


@pytest.mark.parametrize(
    ("kind", "text"),
    [("voice", '6"'), ("image", ""), ("forward", "海棠依旧：收到\n柏舟妈妈：收到")],
)
async def test_what_must_be_heard_or_seen_waits_for_a_person(
    talk: Talk, kind: str, text: str
) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "tang_ma", text, kind=kind, name="IMG_07.jpg")
    heard = await talk.play()
    assert heard.those("manual") == {"tang"}
    assert heard.those("none") == CHILDREN - {"tang"}


async def test_forwarded_words_are_asked_of_the_writer(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "tang_ma", "海棠依旧：收到\n柏舟妈妈：收到", kind="forward")
    heard = await talk.play()
    assert len(heard.to("tang_ma", "15:05", "15:06")) == 1


async def test_a_copied_quote_is_not_its_writers(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "hai_ma", "收到，水彩笔买24色的可以吧？")
    talk.group("15:06", "tang_ma", "「海棠妈妈：收到，水彩笔买24色的可以吧？」\n————————\n好的收到")
    heard = await talk.play()
    assert heard.status("tang") == "confirmed"
    assert [row["askers"] for row in heard.rows("questions")] == [["hai_ma"]]
