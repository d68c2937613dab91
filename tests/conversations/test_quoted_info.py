"""Rule 7: a quote decides; a notice that wants no reply gets none."""

import pytest

from tests.conversations.player import Talk


@pytest.fixture
def open_two(talk: Talk) -> Talk:
    """40 is for information, 41 and 42 want a 收到."""
    talk.private("15:00", "chu", "发通知 天冷了，注意添衣。")
    talk.private("15:01", "chu", "发通知 明天带跳绳。请回收到。")
    talk.private("15:02", "chu", "发通知 周五交劳动清单。请回收到。")
    return talk


@pytest.mark.parametrize("words", ["收到", "收到，谢谢老师", "好的"])
async def test_a_quote_of_information_asks_back_nothing(open_two: Talk, words: str) -> None:
    open_two.group("15:10", "hai_ma", words, quote={"notice": 40})
    heard = await open_two.play()
    assert heard.notice(40)["kind"] == "info"
    assert heard.to("hai_ma") == []
    assert (heard.status("hai", 41), heard.status("hai", 42)) == ("none", "none")


async def test_its_number_too(open_two: Talk) -> None:
    open_two.group("15:10", "hai_ma", "通知40收到")
    heard = await open_two.play()
    assert heard.to("hai_ma") == []
    assert (heard.status("hai", 41), heard.status("hai", 42)) == ("none", "none")


async def test_with_one_open_it_is_no_answer_to_that(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 天冷了，注意添衣。")
    talk.private("15:01", "chu", "发通知 明天带跳绳。请回收到。")
    talk.group("15:10", "hai_ma", "收到", quote={"notice": 40})
    talk.group("15:11", "bo_ma", "收到")
    heard = await talk.play()
    assert (heard.status("hai", 41), heard.status("bo", 41)) == ("none", "confirmed")
