"""Recorded shapes of events, with invented values, and what each must become."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.gateways.onebot import MalformedEvent, decode, to_inbound
from bot.messages import Address, Inbound, Kind, Platform

RECORDED = Path(__file__).parents[1] / "recorded" / "onebot"
TABLES = ("segments", "senders", "strings", "notices")
Json = dict[str, Any]


def load(name: str) -> Any:
    return json.loads((RECORDED / f"{name}.json").read_text("utf-8"))


def translated(name: str) -> list[Any]:
    table = load(name)
    return [
        pytest.param(
            {**table["base"], **case["event"]},
            expected({**table["inbound"], **case["inbound"]}),
            id=case["name"],
        )
        for case in table["cases"]
    ]


def expected(row: Json) -> Inbound:
    return Inbound(
        id=row["id"],
        bot=row["bot"],
        chat=Address(Platform.QQ, row["chat"], row["group"]),
        sender=row["sender"],
        text=row["text"],
        sent_at=datetime.fromisoformat(row["sent_at"]),
        kind=Kind(row.get("kind", "text")),
        card=row["card"],
        name=row.get("name", ""),
        quote=row.get("quote", ""),
        mentions=tuple(row.get("mentions", ())),
    )


def events(name: str) -> list[Any]:
    return [pytest.param(case["event"], id=case["name"]) for case in load(name)]


@pytest.mark.parametrize(("event", "message"), [row for name in TABLES for row in translated(name)])
def test_an_event_becomes_a_message(event: Json, message: Inbound) -> None:
    assert to_inbound(event) == message


@pytest.mark.parametrize("event", events("nobody"))
def test_what_concerns_nobody_is_dropped(event: Json) -> None:
    assert to_inbound(event) is None


@pytest.mark.parametrize("event", events("malformed"))
def test_a_malformed_event_is_named_so_and_its_words_are_not_repeated(event: Json) -> None:
    with pytest.raises(MalformedEvent) as caught:
        to_inbound(event)
    assert str(caught.value).isidentifier()
    assert caught.value.__cause__ is None


def test_a_message_keeps_its_first_hundred_thousand_characters() -> None:
    base = load("segments")["base"]
    for long in ("长" * 100_001, [{"type": "text", "data": {"text": "长"}}] * 100_001):
        message = to_inbound({**base, "message": long})
        assert message is not None
        assert message.text == "长" * 100_000


def test_half_a_surrogate_pair_becomes_a_question_mark() -> None:
    frame = rb'{"post_type": "message", "text": "\ud83d"}'
    assert decode(frame) == {"post_type": "message", "text": "?"}


@pytest.mark.parametrize(
    "frame",
    [b"", b"{", b"[]", b"null", b"7", b'"x"', b"\xff\xfe", b"[" * 5000, b'{"a": NaN}', b"\x00\x01"],
)
def test_a_frame_that_is_no_object_is_malformed(frame: bytes) -> None:
    with pytest.raises(MalformedEvent):
        decode(frame)


ODD = [None, True, 0, -7, 2**70, 1.5, float("inf"), "", "0", "all", "\u3164", "[CQ:at", "\ud83d"]
VALUES = st.recursive(
    st.sampled_from(ODD),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["data", "id"]), inner)
    ),
    max_leaves=4,
)
KEYS = ["self_id", "user_id", "group_id", "message_id", "message", "time", "sender", "card_new"]
KEYS += ["message_type", "notice_type", "post_type"]


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES), st.sampled_from(["segments", "notices"]))
def test_any_value_in_any_place_gives_a_message_or_nothing_or_malformed(
    odd: Json, table: str
) -> None:
    try:
        message = to_inbound({**load(table)["base"], "notice_type": "group_card", **odd})
    except MalformedEvent:
        return
    assert message is None or isinstance(message, Inbound)


KINDS = ["text", "at", "reply", "face", "mface", "image", "record", "file", "forward", "json"]
SEGMENTS = st.fixed_dictionaries(
    {
        "type": st.sampled_from(KINDS),
        "data": st.dictionaries(
            st.sampled_from(["text", "qq", "id", "raw", "file", "content", "data", "duration"]),
            VALUES,
        ),
    }
)


@settings(deadline=None)
@given(st.lists(SEGMENTS, max_size=4))
def test_any_segments_are_read_without_an_error(message: list[Json]) -> None:
    base = load("segments")["base"]
    odd = to_inbound({**base, "message": [*message, {"type": "text", "data": {"text": "好"}}]})
    assert odd is not None
    assert odd.text.endswith("好")
