"""Putting the versions of a chain together: whose line is whose, and which were lost."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.parsing.chains import Chain, Entry
from bot.parsing.chains.deeds import Changed, Deed, Version
from bot.parsing.chains.merge import Merged, first_word, merge

START = datetime(2025, 11, 4, 9, tzinfo=UTC)


def version(at: int, sender: str, *lines: str, whole: bool = True) -> Version:
    entries = tuple(Entry(i, line) for i, line in enumerate(lines, 1))
    moment = START + timedelta(minutes=at)
    return Version(f"m{at}", sender, moment, Chain("校服尺码", entries, whole=whole))


def union(merged: Merged) -> list[tuple[str, str]]:
    return [(line.text, line.by) for line in merged.lines]


def told(deeds: tuple[Deed, ...]) -> list[tuple[str, str]]:
    """The kind and the words of each deed."""
    return [
        (type(deed).__name__, deed.new.text if isinstance(deed, Changed) else deed.line.text)
        for deed in deeds
    ]


def new(*lines: str) -> list[tuple[str, str]]:
    return [("Added", line) for line in lines]


A, B, C, D = "安安 135", "博文 140", "晨晨 128", "东东 132"
FIRST_TWO = (version(1, "a", A), version(2, "b", A, B))


@pytest.mark.parametrize(
    ("versions", "lines", "deeds"),
    [
        pytest.param(
            [version(0, "t"), version(1, "a", A), version(2, "b", A, B)],
            [(A, "a"), (B, "b")],
            [*new(A, B)],
            id="each line is its sender's",
        ),
        pytest.param(
            [version(1, "a", A), version(2, "c", A, C, D), version(3, "b", A, B)],
            [(A, "a"), (C, "c"), (D, "c"), (B, "b")],
            [*new(A, C, D, B), ("Recovered", C), ("Recovered", D)],
            id="a fork overwrites two lines and both come back",
        ),
        pytest.param(
            [version(1, "c", C), version(2, "b", B), version(3, "d", C, D)],
            [(C, "c"), (B, "b"), (D, "d")],
            [*new(C, B), ("Recovered", C), *new(D), ("Recovered", B)],
            id="both branches of a fork grow",
        ),
        pytest.param(
            [*FIRST_TWO, version(3, "a", "安安 140", B)],
            [("安安 140", "a"), (B, "b")],
            [*new(A, B), ("Changed", "安安 140")],
            id="own line changed",
        ),
        pytest.param(
            [version(1, "a", A), version(2, "a", "安安 140"), version(3, "b", A, B)],
            [("安安 140", "a"), (B, "b")],
            [("Added", A), ("Changed", "安安 140"), ("Added", B)],
            id="a stale copy does not change the line back",
        ),
        pytest.param(
            [version(1, "a", A), version(2, "a", "安安 140"), version(3, "a", A)],
            [(A, "a")],
            [("Added", A), ("Changed", "安安 140"), ("Changed", A)],
            id="its writer changes the line back",
        ),
        pytest.param(
            [*FIRST_TWO, version(3, "a", B)],
            [(B, "b")],
            [*new(A, B), ("Withdrawn", A)],
            id="own line withdrawn",
        ),
        pytest.param(
            [*FIRST_TWO, version(3, "b", A)],
            [(A, "a")],
            [*new(A, B), ("Withdrawn", B)],
            id="the newest line withdrawn",
        ),
        pytest.param(
            [*FIRST_TWO, version(3, "b", A), version(4, "c", A, B, C)],
            [(A, "a"), (C, "c")],
            [*new(A, B), ("Withdrawn", B), *new(C)],
            id="a stale copy does not bring a withdrawn line back",
        ),
        pytest.param(
            [*FIRST_TWO, version(3, "c", B, C)],
            [(A, "a"), (B, "b"), (C, "c")],
            [*new(A, B, C), ("Removed", A)],
            id="a foreign line taken out stays and is reported",
        ),
        pytest.param(
            [*FIRST_TWO, version(3, "c", B, C), version(4, "d", B, C, D)],
            [(A, "a"), (B, "b"), (C, "c"), (D, "d")],
            [*new(A, B, C), ("Removed", A), *new(D)],
            id="it is reported once",
        ),
        pytest.param(
            [*FIRST_TWO, version(3, "c", A, B, C), version(4, "d", A, C, D)],
            [(A, "a"), (B, "b"), (C, "c"), (D, "d")],
            [*new(A, B, C, D), ("Removed", B)],
            id="taken out of the middle",
        ),
        pytest.param(
            [version(1, "a", A), version(2, "b", A, B, C), version(3, "d", A, B, C, D),
             version(4, "e", A, D)],
            [(A, "a"), (B, "b"), (C, "b"), (D, "d")],
            [*new(A, B, C, D), ("Recovered", B), ("Recovered", C)],
            id="the same words written in another branch take nothing out",
        ),
        pytest.param(
            [version(0, "t"), version(1, "a", "安安 不订，有"), version(2, "b", "安安 不订", B)],
            [("安安 不订", "a"), (B, "b")],
            [*new("安安 不订，有"), ("Changed", "安安 不订"), *new(B)],
            id="a foreign line cut short stays its writer's",
        ),
        pytest.param(
            [version(1, "t", "安安", "博文"), version(2, "a", A, "博文"), version(3, "b", A, B)],
            [(A, "a"), (B, "b")],
            [("Added", "安安"), ("Added", "博文"), ("Changed", A), ("Changed", B)],
            id="names that the starter wrote belong to who fills them",
        ),
        pytest.param(
            [version(1, "a", A), version(2, "x", A, "安安 150"), version(3, "b", A, "安安 150", B)],
            [(A, "a"), ("安安 150", "x"), (B, "b")],
            [("Added", A), ("Added", "安安 150"), ("Added", B)],
            id="two lines of one name",
        ),
        pytest.param(
            [version(1, "b", B), version(2, "a", B, A), version(3, "x", B, "安安 150")],
            [(B, "b"), (A, "a"), ("安安 150", "x")],
            [("Added", B), ("Added", A), ("Added", "安安 150"), ("Recovered", A)],
            id="two lines of one name in two branches",
        ),
        pytest.param(
            [*FIRST_TWO, version(3, "b", C, whole=False)],
            [(A, "a"), (B, "b"), (C, "b")],
            [*new(A, B, C)],
            id="an added line alone takes nothing out",
        ),
    ],
)  # fmt: skip
def test_deeds(
    versions: list[Version], lines: list[tuple[str, str]], deeds: list[tuple[str, str]]
) -> None:
    merged = merge(versions)
    assert union(merged) == lines
    assert told(merged.deeds) == deeds


def test_a_deed_says_who_and_when() -> None:
    merged = merge([*FIRST_TWO, version(3, "c", B, C)])
    (removed,) = merged.removed
    assert (removed.line.by, removed.by, removed.message_id) == ("a", "c", "m3")
    assert removed.at == START + timedelta(minutes=3)


def test_a_foreign_change_is_marked() -> None:
    deeds = merge([*FIRST_TWO, version(3, "b", "安安 90", B)]).deeds
    assert [deed.foreign for deed in deeds if isinstance(deed, Changed)] == [True]


def test_the_network_may_know_the_writer() -> None:
    chain = Chain("尺码", (Entry(1, A, "wx_a", START), Entry(2, B)))
    merged = merge([Version("m1", "b", START + timedelta(minutes=1), chain)])
    assert union(merged) == [(A, "wx_a"), (B, "b")]
    assert merged.lines[0].at == START


def test_the_key_is_the_identity() -> None:
    names = {"安安": "s1", "安安妈妈": "s1"}
    versions = [version(1, "a", A), version(2, "a", "安安妈妈 140")]
    assert len(merge(versions, key=lambda text: names[first_word(text)]).lines) == 1
    assert merge(versions, key=lambda _: "") == merge(versions)
    assert [line.key for line in merge(versions).lines] == ["安安", "安安妈妈"]
