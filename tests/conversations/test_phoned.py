"""Rule 5: what a family said on the telephone counts after a yes, also as the answer to a form."""

import pytest

from tests.conversations.player import Talk

FORM = "发通知 晚托登记，请填：每周天数、接走时间、接送人，不参加写“不参加”。周五20:00前。"
PAPER = "发通知 明天（3月10日）交体检回执单，收到请回复。"
POLL = "发通知 投票：研学去哪里？A 茶园 B 陶艺馆，周四18:00前。"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("宁小北爷爷打电话说 晚托两天 五点半 爷爷接", ("两天", "五点半", "爷爷")),
        ("宁小北爷爷来电话讲 每周四天 18:00 奶奶接", ("四天", "18:00", "奶奶")),
        ("电话问了宁小北爷爷，5天，17:00，爷爷", ("5天", "17:00", "爷爷")),
        ("刚接到宁小北爷爷电话 晚托不参加", ("不参加",)),
    ],
)
async def test_a_form_is_answered_by_telephone(
    talk: Talk, words: str, answer: tuple[str, ...]
) -> None:
    talk.private("09:00", "chu", FORM)
    talk.private("09:10", "chu", words)
    talk.look("09:10:30")
    talk.private("09:11", "chu", "对")
    heard = await talk.play()
    (before,) = heard.states
    assert before["notices"][0]["receipts"]["bei"]["status"] == "none"
    receipt = heard.receipt("bei")
    assert (receipt["status"], receipt["via"], receipt["by"]) == ("confirmed", "phone", "bei_ye")
    assert tuple(receipt["answer"].values()) == answer
    assert "通知40" in "".join(heard.to("chu", "09:11"))


@pytest.mark.parametrize(
    "words", ["宁小北爷爷打电话说 晚托的事再想想", "宁小北爷爷打电话说 晚托两天"]
)
async def test_half_an_answer_is_none(talk: Talk, words: str) -> None:
    talk.private("09:00", "chu", FORM)
    talk.private("09:10", "chu", words)
    talk.private("09:11", "chu", "对")
    heard = await talk.play()
    assert heard.status("bei") == "none"
    assert len(heard.rows("contacts", kind="phone_call")) == 1


async def test_of_two_open_notices_the_one_it_speaks_of(talk: Talk) -> None:
    talk.private("09:00", "chu", FORM)
    talk.private("09:01", "chu", PAPER)
    talk.private("09:10", "chu", "宁小北爷爷打电话说 晚托3天 17:30 爷爷接")
    talk.private("09:11", "chu", "对")
    heard = await talk.play()
    assert (heard.status("bei"), heard.status("bei", 41)) == ("confirmed", "none")


async def test_a_vote_is_given_by_telephone(talk: Talk) -> None:
    talk.private("09:00", "chu", POLL)
    talk.private("09:10", "chu", "宁小北爷爷打电话说 选陶艺馆")
    talk.private("09:11", "chu", "对")
    heard = await talk.play()
    assert heard.receipt("bei")["answer"] == "陶艺馆"
