"""What holds for every chat log: what was rendered is read, keys are stable, nothing is slow."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import CHINA
from bot.errors import UserError
from bot.parsing import chatlogs
from bot.parsing.chatlogs import line_keys
from tests.effort import effort

START = datetime(2025, 11, 4, 9, tzinfo=CHINA)
Said = tuple[str, datetime, str]
CARDS = ("沈一舟妈妈", "四(1)班周可爸爸", "平安是福🌸", "Linda W", "3.2何老师")
WORDS = st.text("收到好的老师明天几点？、，8:0\n 🌹", min_size=1, max_size=30).filter(str.strip)
TALK = st.lists(
    st.tuples(st.sampled_from(CARDS), st.integers(0, 5000), WORDS), min_size=2, max_size=20
)


def talk(drawn: list[tuple[str, int, str]]) -> list[Said]:
    at, told = START, list[Said]()
    for card, seconds, words in drawn:
        at += timedelta(seconds=seconds)
        told.append((card, at, "\n".join(line.rstrip() for line in words.strip().split("\n"))))
    return told


def qq(told: list[Said]) -> str:
    return "\n\n".join(
        f"{at:%Y-%m-%d} {at.hour}:{at:%M:%S} {card}({10001 + CARDS.index(card)})\n{words}"
        for card, at, words in told
    )


def wechat_copy(told: list[Said]) -> str:
    return "\n\n".join(f"{card} {at:%Y/%m/%d %I:%M %p}\n{words}" for card, at, words in told)


def wechatmsg(told: list[Said]) -> str:
    return "\n\n".join(f"{at:%Y-%m-%d %H:%M:%S} {card}\n{words}" for card, at, words in told)


def wechat_mail(told: list[Said]) -> str:
    return "\n\n".join(
        f"—————  {at:%Y-%m-%d}  —————\n\n{card}  {at:%H:%M}\n\n{words}" for card, at, words in told
    )


def chatlab(told: list[Said]) -> str:
    messages = [
        {"sender": card, "timestamp": int(at.timestamp()), "type": 0, "content": words}
        for card, at, words in told
    ]
    members = [{"platformId": card, "accountName": card} for card in CARDS]
    return json.dumps({"chatlab": {}, "meta": {}, "members": members, "messages": messages})


RENDERERS = (qq, wechat_copy, wechatmsg, wechat_mail, chatlab)


@pytest.mark.parametrize("render", RENDERERS, ids=lambda render: render.__name__)
@given(drawn=TALK)
def test_what_was_rendered_is_read(
    render: Callable[[list[Said]], str], drawn: list[tuple[str, int, str]]
) -> None:
    told = talk(drawn)
    log = chatlogs.read(render(told))
    assert [(line.card, line.text) for line in log.lines] == [(card, w) for card, _, w in told]
    assert all(
        line.at and line.at.replace(second=0) == at.replace(second=0)
        for line, (_, at, _) in zip(log.lines, told, strict=True)
    )
    assert log.unread == ()


@given(data=st.one_of(st.text(max_size=300), st.binary(max_size=300)))
def test_anything_is_a_log_or_refused(data: str | bytes) -> None:
    try:
        assert chatlogs.read(data).lines
    except UserError as refused:
        assert refused.name in ("not_a_chat_log", "several_chats")  # noqa: PT017


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["content", "type", "sender", "timestamp", "createTime", "text", "meta"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)


@given(
    first=st.sampled_from(["chatlab", "chatInfo", "session"]),
    value=JSON,
    messages=st.lists(JSON, max_size=4),
)
def test_any_json_is_a_log_or_refused(first: str, value: object, messages: list[object]) -> None:
    data = json.dumps({first: value, "members": value, "messages": messages})
    try:
        log = chatlogs.read(data)
    except UserError as refused:
        assert refused.name == "not_a_chat_log"  # noqa: PT017
    else:
        assert len({number for number, _ in log.unread}) < len(messages)


@given(drawn=TALK, start=st.integers(0, 19), stop=st.integers(1, 20))
def test_a_part_of_a_log_has_the_keys_of_the_whole(
    drawn: list[tuple[str, int, str]], start: int, stop: int
) -> None:
    lines = chatlogs.read(qq(talk(drawn))).lines
    keys = line_keys(lines)
    assert len(set(keys)) == len(keys)
    assert line_keys(lines[:stop]) == keys[:stop]
    assert set(line_keys(lines[start:])) <= set(keys)


@given(drawn=TALK)
def test_minutes_give_the_keys_of_seconds(drawn: list[tuple[str, int, str]]) -> None:
    told = talk(drawn)
    exact, short = chatlogs.read(wechatmsg(told)), chatlogs.read(wechat_copy(told))
    assert line_keys(exact.lines) == line_keys(short.lines)


@pytest.mark.parametrize("render", RENDERERS, ids=lambda render: render.__name__)
def test_five_thousand_messages_are_read_at_once(render: Callable[[list[Said]], str]) -> None:
    drawn = [(CARDS[i % len(CARDS)], 20, f"收到，谢谢老师 {i}\n辛苦了") for i in range(5000)]
    data = render(talk(drawn)).encode()
    assert len(chatlogs.read(data).lines) == 5000
    assert effort(lambda: chatlogs.read(data)) < 0.5


@pytest.mark.parametrize(
    "piece", [" ", "\n", "「", "」\n", "[图片]", "2025/11/4 9:05 ", "—", "{", "何老师:\n\n"]
)
def test_no_text_takes_long(piece: str) -> None:
    text = f"何老师 2025/11/4 9:05\n「何老师：{piece * (40_000 // len(piece))}a"
    assert chatlogs.read(text).lines
    assert effort(lambda: chatlogs.read(text)) < 3
