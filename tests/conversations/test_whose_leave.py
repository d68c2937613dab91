"""Rule 18: whose leave it is, where a name leaves it open."""

import pytest

from tests.conversations.player import Talk


@pytest.mark.parametrize(("answer", "student"), [("海棠", "hai"), ("是柏舟", "bo")])
async def test_whose_leave_is_asked_where_a_name_is_not_the_childs(
    talk: Talk, answer: str, student: str
) -> None:
    talk.group("15:00", "hai_ma", "小舟明天请假一天")
    talk.look("15:01")
    talk.private("15:05", "hai_ma", answer)
    heard = await talk.play()
    assert heard.states[0]["leaves"] == []
    assert heard.told("15:00", "15:05") == {"hai_ma"}
    leave = heard.row("leaves")
    assert (leave["student"], leave["start"], leave["status"]) == (
        student,
        "2027-03-10",
        "requested",
    )
    assert heard.group() == []


@pytest.mark.parametrize("words", ["海堂明天请假一天", "六(5)班海棠明天请假一天"])
async def test_a_misspelt_own_child_is_the_writers(talk: Talk, words: str) -> None:
    talk.private("15:00", "hai_ma", words)
    heard = await talk.play()
    assert heard.row("leaves")["student"] == "hai"


async def test_two_names_that_sound_alike_are_told_apart_by_the_writer(talk: Talk) -> None:
    talk.world["students"].append(
        {"id": "he2", "name": "祁星合", "class": "k65", "gender": "男", "tags": []}
    )
    talk.private("15:00", "qi_ma", "祁星合明天请假一天")
    talk.private("15:05", "qi_ma", "祁星河")
    heard = await talk.play()
    assert [row["student"] for row in heard.rows("leaves")] == ["he"]


async def test_a_name_of_another_class_is_asked_about(talk: Talk) -> None:
    talk.private("15:00", "hai_ma", "六(6)班的柏舟明天请假一天")
    heard = await talk.play()
    assert heard.rows("leaves") == []
    assert heard.told() == {"hai_ma"}
