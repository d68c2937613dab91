"""Rules 2-4: what a notice seems to ask without saying how is asked of its author, and only once."""

import pytest

from tests.conversations.player import Talk


@pytest.mark.parametrize(
    "order", ["发通知 班服投票，周五20:00前", "发通知 请大家填一下，周五20:00前"]
)
async def test_its_author_is_asked_before_it_leaves(talk: Talk, order: str) -> None:
    talk.private("15:00", "chu", order)
    talk.look("15:01")
    talk.private("15:02", "chu", "对")
    heard = await talk.play()
    assert heard.states[0]["notices"][0]["status"] == "held"
    assert heard.group("15:00", "15:02") == []
    assert len(heard.to("chu", "15:00", "15:02")) == 1
    assert heard.notice()["status"] == "sent"
    assert len(heard.group("15:02")) == 1


async def test_a_scheduled_one_keeps_its_hour(talk: Talk) -> None:
    talk.private("15:00", "chu", "今天17:00发通知 班服投票")
    talk.private("15:02", "chu", "对")
    talk.tick("17:01")
    heard = await talk.play()
    assert [m["at"][11:16] for m in heard.messages("g65")] == ["17:00"]


@pytest.mark.parametrize(
    ("order", "options"),
    [
        ("发通知 班服投票：①红 ②蓝 ③白", {"luo": "红", "bo": "蓝"}),
        ("发通知 班服颜色红、蓝、白 选一个", {"luo": "红", "bo": "蓝"}),
        ("发通知 班服投票A红B蓝C白", {"luo": "红", "bo": "蓝"}),
        ("发通知 班服投票：红/蓝/白", {"luo": "红", "bo": "蓝"}),
    ],
)
async def test_a_vote_counts_however_it_is_set_out(
    talk: Talk, order: str, options: dict[str, str]
) -> None:
    talk.private("15:00", "chu", order)
    talk.group("15:05", "luo_ma", "红")
    talk.group("15:06", "bo_ma", "选B")
    heard = await talk.play()
    assert heard.notice()["kind"] == "poll"
    assert {child: heard.receipt(child).get("answer") for child in options} == options


@pytest.mark.parametrize("word", ["紧急", "早上"])
async def test_a_withdrawn_notice_waits_for_nothing(talk: Talk, word: str) -> None:
    talk.private("22:00", "chu", "发通知 明天带伞。请回收到")
    talk.private("22:01", "chu", "撤回40")
    talk.private("22:02", "chu", word)
    heard = await talk.play()
    assert len(heard.to("chu", "22:02")) == 1
    assert heard.group() == []


async def test_after_a_withdrawal_the_word_is_for_the_one_that_is_left(talk: Talk) -> None:
    talk.private("22:00", "chu", "发通知 明天带伞。请回收到")
    talk.private("22:01", "chu", "发通知 明天带绳。请回收到")
    talk.private("22:02", "chu", "撤回41")
    talk.private("22:03", "chu", "紧急")
    heard = await talk.play()
    assert heard.notice(40)["status"] == "sent"
    assert heard.notice(41)["status"] == "cancelled"


async def test_id_numbers_are_no_field_of_a_form(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 研学保险请填：姓名、身份证号")
    heard = await talk.play()
    assert heard.group() == []
    assert "证件" in heard.to("chu")[0]
