"""Rule 19: a proposed topic that nobody answers is posted by itself."""

import pytest

from tests.conversations.player import Talk
from tests.conversations.test_topics import PAIR, of_k65, plan


@pytest.fixture
def april(talk: Talk) -> Talk:
    """A conversation that begins on Saturday 27 March, before April's topic is proposed."""
    talk.begin("03-27 08:00")
    plan(talk)
    return talk


async def test_without_an_answer_the_first_is_posted(april: Talk) -> None:
    april.tick("04-01 20:00")
    april.tick("04-30 20:00")
    heard = await april.play()
    posted, closed = heard.messages("g65")
    assert (posted["at"][5:16], closed["at"][5:16]) == ("04-01T18:30", "04-30T18:00")
    assert PAIR[0]["title"] in posted["text"]
    (row,) = of_k65(heard.state["topics"])
    assert (row["status"], row["title"], row["tag"]) == ("closed", PAIR[0]["title"], "手机")


async def test_without_an_answer_it_is_posted_once_however_often_it_restarts(april: Talk) -> None:
    april.tick("03-30 10:00", down=True)
    april.tick("04-01 19:00", down=True)
    april.tick("04-02 10:00", down=True)
    heard = await april.play()
    assert [m["at"][5:16] for m in heard.messages("g65")] == ["04-01T19:00"]


async def test_a_proposal_found_after_its_day_waits_for_the_next(april: Talk) -> None:
    april.tick("04-06 10:00", down=True)
    april.look("04-06 10:01")
    april.tick("04-06 20:00")
    heard = await april.play()
    assert len(heard.to("chu")) == 1
    assert heard.messages("g65")[0]["at"][5:16] == "04-06T18:30"
    assert of_k65(heard.states[0]["topics"])[0]["status"] == "proposed"


async def test_once_it_is_posted_a_choice_is_too_late(april: Talk) -> None:
    april.tick("04-01 19:00")
    april.private("04-01 19:05", "chu", "B")
    heard = await april.play()
    assert len(heard.group()) == 1
    assert PAIR[0]["title"] in heard.to("chu", "04-01 19:00")[0]
