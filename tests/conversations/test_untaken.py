"""A private line that nothing takes up reaches the head teacher; small talk stays unanswered."""

import pytest

from tests.conversations.player import Talk


@pytest.mark.parametrize("words", ["今天要迟到一会儿", "昨天没来是发烧了，补个假"])
async def test_it_is_handed_on_privately(talk: Talk, words: str) -> None:
    talk.private("15:00", "bo_ma", words)
    heard = await talk.play()
    (told,) = heard.to("chu")
    assert words in told
    assert len(heard.to("bo_ma")) == 1
    assert heard.told() == {"chu", "bo_ma"}
    assert heard.group() == []


@pytest.mark.parametrize("words", ["好的谢谢老师", "老师辛苦了", "哈哈哈"])
async def test_small_talk_is_not(talk: Talk, words: str) -> None:
    talk.private("15:00", "bo_ma", words)
    assert (await talk.play()).told() == set()


async def test_in_the_group_everybody_reads_it_anyway(talk: Talk) -> None:
    talk.group("15:00", "bo_ma", "今天要迟到一会儿")
    assert (await talk.play()).told() == set()


async def test_how_a_leave_is_asked_for_is_a_question(talk: Talk) -> None:
    talk.private("15:00", "bo_ma", "孩子请假怎么请")
    heard = await talk.play()
    assert heard.rows("leaves") == []
    assert len(heard.rows("questions")) == 1


async def test_what_is_left_open_is_not_part_of_the_leave(talk: Talk) -> None:
    talk.private("15:00", "bo_ma", "昨晚吐了，今天明天都去不了，周五也不一定")
    row = (await talk.play()).row("leaves")
    assert (row["start"], row["end"]) == ("2027-03-09", "2027-03-10")
