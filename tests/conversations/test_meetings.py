"""Rules 14 and 19: reminders of meetings, each lead once, never after the meeting has begun."""

import pytest

from tests.conversations.player import Outcome, Talk


@pytest.fixture
def meeting(talk: Talk) -> Talk:
    """A meeting on Thursday 11 March at 16:00, with leads of a day and of two hours."""
    talk.world["meetings"] = [
        {
            "id": "h1",
            "kind": "committee_meeting",
            "title": "食堂菜单会",
            "at": "2027-03-11T16:00:00+08:00",
            "place": "二楼会议室",
            "classes": ["k65"],
            "people": ["pan", "bo_ma"],
            "remind": ["-24h", "-2h"],
        }
    ]
    return talk


def times(heard: Outcome, who: str) -> list[str]:
    return [m["at"][5:16] for m in heard.messages(f"private:{who}")]


async def test_each_person_is_reminded_once_for_each_lead(meeting: Talk) -> None:
    meeting.tick("03-12 12:00")
    heard = await meeting.play()
    assert times(heard, "pan") == times(heard, "bo_ma") == ["03-10T16:00", "03-11T14:00"]
    assert heard.told() == {"pan", "bo_ma"}
    assert heard.group() == []
    assert "菜单会" in heard.to("bo_ma")[0]
    assert "二楼会议室" in heard.to("bo_ma")[0]
    reminded = heard.row("meetings", id="h1")["reminded"]
    assert {(r["account"], r["at"][5:16]) for r in reminded} == {
        (who, at) for who in ("pan", "bo_ma") for at in ("03-10T16:00", "03-11T14:00")
    }


async def test_missed_leads_give_one_reminder(meeting: Talk) -> None:
    meeting.tick("03-11 15:10", down=True)
    meeting.tick("03-11 18:00")
    heard = await meeting.play()
    assert times(heard, "pan") == times(heard, "bo_ma") == ["03-11T15:10"]


async def test_a_late_first_lead_does_not_eat_the_second(meeting: Talk) -> None:
    meeting.tick("03-11 09:00", down=True)
    meeting.tick("03-11 18:00")
    heard = await meeting.play()
    assert times(heard, "pan") == ["03-11T09:00", "03-11T14:00"]


@pytest.mark.parametrize("back", ["03-11 16:00:01", "03-11 18:00", "03-12 08:00"])
async def test_none_comes_after_the_beginning(meeting: Talk, back: str) -> None:
    meeting.tick(back, down=True)
    heard = await meeting.play()
    assert heard.messages() == []
    assert heard.row("meetings", id="h1")["reminded"] == []


async def test_a_lead_in_the_night_waits_for_the_morning(talk: Talk) -> None:
    talk.world["meetings"] = [
        {"id": "h2", "kind": "activity", "title": "晨跑", "at": "2027-03-10T07:30:00+08:00"}
        | {"classes": ["k65"], "people": ["pan"], "remind": ["-2h"]}
    ]
    talk.tick("03-10 12:00")
    heard = await talk.play()
    assert times(heard, "pan") == ["03-10T06:30"]


async def test_a_meeting_that_a_teacher_plans_reminds_without_a_new_start(talk: Talk) -> None:
    talk.private("15:00", "chu", "会议 3月11日15:00 教研会")
    talk.tick("03-12 12:00")
    heard = await talk.play()
    assert times(heard, "pan") == ["03-10T15:00", "03-11T14:00"]
