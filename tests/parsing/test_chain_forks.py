"""What holds for every history of copies: no line is lost, nothing is told twice, no long wait."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.parsing.chains import Chain, Entry
from bot.parsing.chains.deeds import Added, Changed, Recovered, Removed, State, Version, Withdrawn
from bot.parsing.chains.merge import merge, step

START = datetime(2025, 11, 4, 9, tzinfo=UTC)


def version(at: int, sender: str, *lines: str) -> Version:
    entries = tuple(Entry(i, line) for i, line in enumerate(lines, 1))
    return Version(f"m{at}", sender, START + timedelta(minutes=at), Chain("校服尺码", entries))


Forks = list[tuple[int, int]]
HISTORY = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 2)), min_size=1, max_size=25)


def honest(history: Forks) -> list[Version]:
    """Everybody copies some earlier version and adds lines of his own."""
    copies: list[tuple[str, ...]] = [()]
    sent = []
    for at, (base, count) in enumerate(history):
        own = tuple(f"生{chr(0x4E00 + 2 * at + i)} {100 + at}" for i in range(count))
        copies.append(copies[base % len(copies)] + own)
        sent.append(version(at, f"p{at}", *copies[-1]))
    return sent


@given(history=HISTORY)
def test_no_honest_line_is_ever_lost(history: Forks) -> None:
    versions = honest(history)
    merged = merge(versions)
    assert {line.text for line in merged.lines} == {
        entry.text for v in versions for entry in v.chain.entries
    }
    assert all(line.by == f"p{int(line.text.split()[1]) - 100}" for line in merged.lines)
    assert not any(isinstance(deed, Removed | Withdrawn | Changed) for deed in merged.deeds)


@given(history=HISTORY)
def test_lost_lines_are_told_exactly_when_a_version_lacks_them(history: Forks) -> None:
    versions = honest(history)
    seen, lost = set[str](), set[str]()
    for v in versions:
        here = {entry.text for entry in v.chain.entries}
        lost |= seen - here
        seen |= here
    assert {line.text for line in merge(versions).recovered} == lost


@given(history=HISTORY, twice=st.lists(st.integers(0, 30), max_size=8))
def test_versions_told_again_change_nothing(history: Forks, twice: list[int]) -> None:
    versions = honest(history)
    again = list(versions)
    for i in twice:
        again.insert(len(again) - i % 3, versions[i % len(versions)])
    first = {v.message_id: i for i, v in reversed(list(enumerate(again)))}
    in_order = sorted(versions, key=lambda v: first[v.message_id])
    assert merge(again) == merge(in_order)


@given(history=HISTORY, gone=st.integers(0, 30))
def test_only_its_writer_takes_a_line_out(history: Forks, gone: int) -> None:
    versions = honest(history)
    last = versions[-1].chain.entries
    line = last[gone % len(last)]
    left = tuple(entry for entry in last if entry is not line)
    writer = f"p{int(line.text.split()[1]) - 100}"
    before = merge(versions)
    for sender, kept in ((writer, False), ("someone", True)):
        new = Entry(99, "新新 99") if kept else Entry(99, "")
        out = Chain("校服尺码", (*left, new) if kept else left)
        state, _ = step(before.state, Version("out", sender, START, out))
        assert (line.text in {one.text for one in state.lines.values()}) is kept


@given(history=HISTORY)
def test_step_is_pure(history: Forks) -> None:
    versions = honest(history)
    state = merge(versions[:-1]).state
    before = replace(state, lines=dict(state.lines), shown=dict(state.shown))
    assert step(state, versions[-1]) == step(state, versions[-1])
    assert state == before


def seconds_to_merge(lines: int) -> float:
    texts = tuple(f"生{chr(0x4E00 + i)} 135 140码" for i in range(lines))
    first, second = version(0, "a", *texts), version(1, "b", *texts, "新新 99")
    start = time.thread_time()
    state, _ = step(State(), first)
    (deed,) = step(state, second)[1]
    assert isinstance(deed, Added)
    assert deed.line.text == "新新 99"
    return time.thread_time() - start


def test_merging_grows_with_the_lines_only() -> None:
    small = min(seconds_to_merge(1000) for _ in range(3))
    assert min(seconds_to_merge(10_000) for _ in range(3)) < 30 * small


def test_ten_thousand_equal_lines() -> None:
    merged = merge([version(0, "a", *["安安"] * 10_000), version(1, "b", *["安安"] * 10_001)])
    assert len(merged.lines) == 10_001
    assert isinstance(merged.deeds[-1], Added)
    assert not any(isinstance(deed, Recovered) for deed in merged.deeds)
