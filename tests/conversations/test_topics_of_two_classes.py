"""Rule 19 for a teacher who leads two classes: both topics are proposed at the same minute."""

import pytest

from tests.conversations.player import Row, Talk
from tests.conversations.test_topics import PAIR, plan


@pytest.fixture
def both(talk: Talk) -> Talk:
    """A conversation that begins before April's topics are proposed, both to one teacher."""
    talk.begin("03-27 08:00")
    plan(talk)
    talk.world["classes"][1]["head_teacher"] = "chu"
    return talk


def chosen(rows: list[Row]) -> dict[str, tuple[str, str]]:
    return {row["class"]: (row["status"], row["title"]) for row in rows}


@pytest.mark.parametrize("lines", [["六(5)班A，六(6)班跳过"], ["六5班选A", "六（6）班 跳过"]])
async def test_a_teacher_of_two_classes_answers_by_class(both: Talk, lines: list[str]) -> None:
    for minute, words in enumerate(lines):
        both.private(f"03-29 10:0{minute}", "chu", words)
    heard = await both.play()
    found = chosen(heard.state["topics"])
    assert found["k65"] == ("scheduled", PAIR[0]["title"])
    assert found["k66"][0] == "skipped"


async def test_without_a_class_the_undecided_one_is_meant(both: Talk) -> None:
    both.private("03-29 10:00", "chu", "A")
    both.private("03-29 10:01", "chu", "B")
    heard = await both.play()
    assert {status for status, _ in chosen(heard.state["topics"]).values()} == {"scheduled"}
    assert {title for _, title in chosen(heard.state["topics"]).values()} == {
        row["title"] for row in PAIR
    }
    assert all("六(" in text for text in heard.to("chu", "03-29 10:00"))


async def test_one_answer_may_be_for_all(both: Talk) -> None:
    both.private("03-29 10:00", "chu", "都跳过")
    heard = await both.play()
    assert {status for status, _ in chosen(heard.state["topics"]).values()} == {"skipped"}
