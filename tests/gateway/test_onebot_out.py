"""Actions for outgoing messages, and what answers to them mean."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from bot.errors import GatewayError, Unreachable
from bot.gateways.onebot_out import message_id, to_calls
from bot.messages import Address, Attachment, Outbound, Platform

GROUP = Address(Platform.QQ, "730550021", True)
PERSON = Address(Platform.QQ, "3127700451")
RECORDED = Path(__file__).parents[1] / "recorded" / "onebot"
ANSWERS = json.loads((RECORDED / "answers.json").read_text("utf-8"))
Json = dict[str, Any]


def only(message: Outbound) -> tuple[str, Json]:
    [call] = to_calls(message)
    return call.action, call.params


def text(words: str) -> Json:
    return {"type": "text", "data": {"text": words}}


def test_words_for_a_group() -> None:
    assert only(Outbound(1, "2", GROUP, "好")) == (
        "send_group_msg",
        {"group_id": 730550021, "message": [text("好")]},
    )


def test_words_for_a_person() -> None:
    assert only(Outbound(1, "2", PERSON, "好")) == (
        "send_private_msg",
        {"user_id": 3127700451, "message": [text("好")]},
    )


def test_a_quote_comes_first_then_those_who_are_meant() -> None:
    message = Outbound(1, "2", GROUP, "看", mentions=("all", "bot", "77"), quote="-88")
    assert only(message)[1]["message"] == [
        {"type": "reply", "data": {"id": "-88"}},
        {"type": "at", "data": {"qq": "all"}},
        {"type": "at", "data": {"qq": "77"}},
        text(" 看"),
    ]


def test_nobody_is_mentioned_in_private() -> None:
    assert only(Outbound(1, "2", PERSON, "好", mentions=("77",)))[1]["message"] == [text("好")]


def test_a_cq_code_in_our_words_stays_text() -> None:
    assert only(Outbound(1, "2", GROUP, "[CQ:at,qq=all]"))[1]["message"] == [text("[CQ:at,qq=all]")]


def test_half_a_surrogate_pair_can_be_sent() -> None:
    assert only(Outbound(1, "2", GROUP, "好\ud83d"))[1]["message"] == [text("好?")]


@pytest.mark.parametrize("id_", ["g-1", "007", "+5", "0", "９", "9007199254740993", "-9" * 9])
def test_an_id_that_is_no_safe_number_stays_text(id_: str) -> None:
    assert only(Outbound(1, "2", Address(Platform.QQ, id_, True), "好"))[1]["group_id"] == id_


@pytest.mark.parametrize(("id_", "wire"), [("-2147483640", -2147483640), ("H6oY=", "H6oY=")])
def test_an_own_message_is_taken_back(id_: str, wire: object) -> None:
    assert only(Outbound(1, "2", GROUP, "", recall=id_)) == ("delete_msg", {"message_id": wire})


@pytest.mark.parametrize(
    ("to", "action", "target"),
    [
        (GROUP, "upload_group_file", {"group_id": 730550021}),
        (PERSON, "upload_private_file", {"user_id": 3127700451}),
    ],
)
def test_a_file_goes_before_its_words(to: Address, action: str, target: Json) -> None:
    message = Outbound(1, "2", to, "名单", file=Attachment("名单.xlsx"))
    upload, words = to_calls(message, b"\x00PK")
    assert upload.action == action
    sent = base64.b64decode(upload.params["file"].removeprefix("base64://"))
    assert (sent, upload.params["name"]) == (b"\x00PK", "名单.xlsx")
    assert target.items() <= upload.params.items()
    assert words.params["message"] == [text("名单")]


def test_a_stranger_is_written_to_through_a_shared_group() -> None:
    drawn = Attachment("名单.xlsx")
    message = Outbound(1, "2", PERSON, "您好", file=drawn, through="730550021")
    for call in to_calls(message, b"PK"):
        assert call.params["group_id"] == 730550021
        assert call.params["user_id"] == 3127700451
    (call,) = to_calls(Outbound(1, "2", GROUP, "您好", through="1"))
    assert (call.action, call.params["group_id"]) == ("send_group_msg", 730550021)
    assert "group_id" not in to_calls(Outbound(1, "2", PERSON, "您好"))[0].params


def test_a_picture_stands_in_its_message() -> None:
    drawn = Attachment("通知12报告.png", text="7/12", picture="<svg/>")
    action, params = to_calls(Outbound(1, "2", PERSON, "报告", file=drawn), b"\x89PNG")[0]
    words, image = params["message"]
    assert action == "send_private_msg"
    assert words == text("报告")
    assert image["type"] == "image"
    assert base64.b64decode(image["data"]["file"].removeprefix("base64://")) == b"\x89PNG"


def test_a_message_of_nothing_gives_no_action() -> None:
    assert to_calls(Outbound(1, "2", GROUP, "")) == []


def outcome(answer: Json) -> str:
    try:
        return f"sent:{message_id(answer)}"
    except Unreachable as error:
        return str(error.facts["reason"])
    except GatewayError as error:
        return f"refused:{error.facts['reason']}"
    except TimeoutError:
        return "unknown"


@pytest.mark.parametrize(
    ("answer", "meant"),
    [pytest.param(row["answer"], row["outcome"], id=row["name"]) for row in ANSWERS],
)
def test_an_answer_tells_one_of_four_outcomes(answer: Json, meant: str) -> None:
    assert outcome(answer) == meant
