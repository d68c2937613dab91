"""Rules 9 and 10: recalled messages, and amended notices."""

import pytest

from tests.conversations.player import CHILDREN, Talk

PENS = "发通知 明天上午带水彩笔。请回收到。"
WALK = "发通知 周六(3月13日)9:00亲子徒步，请回参加/不参加。"


def recall(talk: Talk, at: str, who: str, chat: str = "g65", **more: object) -> None:
    talk.event(at, chat=chat, kind="recall", **{"from": who}, **more)


async def test_a_recalled_receipt_counts_no_longer(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", "收到")
    recall(talk, "15:06", "bo_ma")
    heard = await talk.play()
    assert heard.those("none") == CHILDREN


async def test_the_other_parents_receipt_stands(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "luo_ma", "收到", id="w1")
    talk.group("15:06", "luo_ba", "收到")
    recall(talk, "15:07", "luo_ma", quote="w1")
    heard = await talk.play()
    assert heard.receipt("luo")["status"] == "confirmed"
    assert heard.receipt("luo")["by"] == "luo_ba"


async def test_the_own_earlier_receipt_stands(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", "收到")
    talk.group("15:06", "bo_ma", "收到收到")
    recall(talk, "15:07", "bo_ma")
    heard = await talk.play()
    assert heard.those("confirmed") == {"bo"}


async def test_a_recall_without_quote_takes_the_last_of_this_chat(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", "收到")
    talk.private("15:06", "bo_ma", "谢谢老师")
    recall(talk, "15:07", "bo_ma", chat="private")
    heard = await talk.play()
    assert heard.those("confirmed") == {"bo"}


async def test_a_recall_can_end_a_conflict(talk: Talk) -> None:
    talk.private("15:00", "chu", WALK)
    talk.group("15:05", "yin_ba", "参加")
    talk.group("15:06", "yin_ma", "不参加")
    recall(talk, "15:07", "yin_ma")
    heard = await talk.play()
    assert heard.receipt("yin")["status"] == "confirmed"
    assert heard.receipt("yin")["answer"] == "参加"
    assert heard.receipt("yin")["by"] == "yin_ba"


async def test_a_recalled_change_of_mind_restores_the_first(talk: Talk) -> None:
    talk.private("15:00", "chu", WALK)
    talk.group("15:05", "bo_ma", "参加")
    talk.group("15:06", "bo_ma", "算了，不参加")
    recall(talk, "15:07", "bo_ma")
    heard = await talk.play()
    assert heard.receipt("bo")["answer"] == "参加"


async def test_a_recalled_sticker_leaves_no_suspicion(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", "[抱拳]", kind="sticker")
    recall(talk, "15:06", "bo_ma")
    heard = await talk.play()
    assert heard.status("bo") == "none"


async def test_only_those_who_confirmed_are_asked_again(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "luo_ba", "收到")
    talk.group("15:06", "luo_ma", "收到")
    talk.group("15:07", "hai_ma", "收到")
    talk.group("15:08", "tang_ma", "[合十]", kind="sticker")
    talk.private("15:30", "chu", "更正40 明天下午带水彩笔。")
    heard = await talk.play()
    notice = heard.notice()
    assert (notice["version"], notice["status"]) == (2, "sent")
    assert heard.those("pending") == {"luo", "hai"}
    assert heard.status("tang") == "suspected"
    assert heard.those("none") == CHILDREN - {"luo", "hai", "tang"}
    assert heard.told("15:30") - {"chu"} == {"luo_ba", "hai_ma"}
    assert [len(heard.to(who, "15:30")) for who in ("luo_ba", "hai_ma")] == [1, 1]


async def test_the_amended_text_stands_once_in_the_group(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "hai_ma", "收到")
    talk.private("15:30", "chu", "/更正 40 明天下午带水彩笔。")
    heard = await talk.play()
    (amended,) = heard.group("15:30")
    assert "40" in amended
    assert "下午" in amended
    (asked,) = heard.to("hai_ma")
    assert "上午" in asked
    assert "下午" in asked
    assert len(heard.rows("audit", action="notice_amended", by="chu")) == 1
    assert len(heard.rows("notices")) == 1


async def test_the_old_receipt_is_history_and_the_next_confirms(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "hai_ma", "收到")
    talk.private("15:30", "chu", "更正40 明天下午带水彩笔。")
    talk.group("15:40", "hai_ma", "收到")
    heard = await talk.play()
    receipt = heard.receipt("hai")
    assert receipt["status"] == "confirmed"
    first = receipt["history"][0]
    assert (first["status"], first["by"], first["via"]) == ("confirmed", "hai_ma", "chat")


async def test_the_twins_mother_is_one_family(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "qi_ma", "收到")
    talk.private("15:30", "chu", "更正40 明天下午带水彩笔。")
    talk.private("15:35", "qi_ma", "收到")
    heard = await talk.play()
    assert len(heard.to("qi_ma", "15:30", "15:35")) == 1
    assert heard.those("confirmed") == {"ye", "he"}


async def test_an_amended_answer_is_asked_again(talk: Talk) -> None:
    talk.private("15:00", "chu", WALK)
    talk.group("15:05", "yin_ma", "参加")
    talk.private("15:30", "chu", "更正40 周日(3月14日)9:00亲子徒步，请回参加/不参加。")
    talk.look("15:31")
    talk.group("15:40", "yin_ma", "不参加")
    heard = await talk.play()
    first = heard.states[0]["notices"][0]["receipts"]["yin"]
    assert first["status"] == "pending"
    assert first["history"][0]["answer"] == "参加"
    assert heard.receipt("yin")["answer"] == "不参加"
    assert heard.status("yin") == "confirmed"


async def test_two_amendments_make_version_three(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "hai_ma", "收到")
    talk.private("15:30", "chu", "更正40 明天下午带水彩笔。")
    talk.private("15:50", "chu", "更正40 后天下午带水彩笔。")
    heard = await talk.play()
    assert heard.notice()["version"] == 3
    assert len(heard.group()) == 3
    assert heard.status("hai") == "pending"


async def test_another_author_does_not_amend_in_a_strange_class(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.private("15:30", "ren", "更正40 明天不用带。")
    heard = await talk.play()
    assert heard.notice()["version"] == 1
    assert len(heard.group()) == 1


@pytest.mark.parametrize("words", ["能不能让校车送到西门？", "家里没有彩笔的怎么办？"])
async def test_a_recalled_question_brings_no_line_into_the_group(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", words)
    recall(talk, "15:06", "bo_ma")
    talk.tick("16:00")
    talk.private("16:05", "chu", "答7 可以")
    heard = await talk.play()
    assert heard.group("15:01") == []
    assert heard.rows("questions", status="open") == []
    assert heard.status("bo") == "none"
    assert "撤回" in heard.to("chu", "16:05")[0]
    assert heard.to("bo_ma", "16:00") == []


async def test_what_the_notice_answers_is_not_said_for_a_recalled_question(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", "是上午带还是下午带？")
    recall(talk, "15:06", "bo_ma")
    talk.tick("16:00")
    heard = await talk.play()
    assert heard.group("15:01") == []


async def test_the_same_question_of_others_stands(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", "能不能让校车送到西门？", id="w1")
    talk.group("15:06", "hai_ma", "能不能让校车送到西门？")
    recall(talk, "15:07", "bo_ma", quote="w1")
    talk.tick("16:00")
    talk.private("16:05", "chu", "答7 可以")
    heard = await talk.play()
    assert len(heard.group("15:01")) == 1
    assert heard.row("questions")["askers"] == ["hai_ma"]
    assert heard.told("16:05") == {"chu", "hai_ma"}


async def test_a_question_sent_twice_and_taken_back_once_stands(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", "能不能让校车送到西门？", id="w1")
    talk.group("15:06", "bo_ma", "能不能让校车送到西门？")
    recall(talk, "15:07", "bo_ma", quote="w1")
    talk.tick("16:00")
    heard = await talk.play()
    assert len(heard.group("15:01")) == 1
    assert heard.row("questions")["status"] == "open"
