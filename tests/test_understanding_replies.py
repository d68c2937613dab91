"""`jialian understand replies`: a line in, a line out, and what happens to bad lines."""

import json
from datetime import datetime
from typing import Any

import pytest

from bot.errors import UserError
from bot.understanding import replies

NOW = datetime.fromisoformat("2026-11-18T20:15:00+08:00")
ROSTER = {"class": "三(2)班", "students": [{"no": 1, "name": "周子涵"}]}


def answers(*lines: str, explain: bool = False) -> list[dict[str, Any]]:
    return [json.loads(out) for out in replies(lines, ROSTER, NOW, explain=explain)]


def asked(text: str, **more: object) -> str:
    return json.dumps({"id": "a", "text": text, "sender_card": "周子涵妈妈", **more})


def test_a_request_for_leave_has_child_and_days() -> None:
    (answer,) = answers(asked("子涵发烧，明天请假一天", context=None))
    assert answer["id"] == "a"
    assert answer["intents"] == ["leave_request"]
    assert answer["slots"]["student"] == "周子涵"
    assert (answer["slots"]["start"], answer["slots"]["part"]) == ("2026-11-19", "full")
    assert 0 <= answer["confidence"] <= 1


def test_the_open_notice_is_read() -> None:
    notice = {"open_notice": {"kind": "poll", "title": "班旗", "options": ["A.红", "B.绿"]}}
    (answer,) = answers(asked("B", context=notice))
    assert answer["intents"] == ["vote"]
    assert answer["slots"] == {"choice": "B.绿"}


@pytest.mark.parametrize(
    "line",
    ["", "{", "[1]", '"x"', '{"id": "b"}', '{"id": "b", "text": 5}',
     '{"id": "b", "text": "好", "context": {"open_notice": {"kind": "party"}}}',
     '{"id": "b", "text": "好", "context": {"open_notice": 7}}'],
)  # fmt: skip
def test_an_unreadable_line_is_told_and_the_rest_go_on(line: str) -> None:
    bad, good = answers(line, asked("收到"))
    assert set(bad) - {"id"} == {"error"}
    assert bad["error"]
    assert good["intents"] == ["ack"]


def test_explanations_are_given_on_request() -> None:
    assert "evidence" not in answers(asked("明天请假"))[0]
    assert answers(asked("明天请假"), explain=True)[0]["evidence"]


def test_without_a_roster_lines_are_read_all_the_same() -> None:
    (out,) = replies([asked("子涵明天请假")], {}, NOW)
    assert json.loads(out)["slots"]["student"] == "周子涵"


def test_a_roster_without_names_is_refused() -> None:
    with pytest.raises(UserError):
        next(replies([asked("好")], {"students": [{"no": 1}]}, NOW))
