"""`python -m bench.understanding`: microseconds to read one line of the corpus of replies."""

import json
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.parsing import replies
from bot.parsing.plain import is_plain_ack

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "replies"
NOW = datetime(2026, 10, 21, 2, 0, tzinfo=UTC)
TIMES = 3  # the best counts: other programs disturb
Line = tuple[str, str]


def main() -> None:
    lines = list(_lines())
    plain = [line for line in lines if is_plain_ack(line[0])]
    replies.load()
    _show("is it plain?", lines, lambda line: is_plain_ack(line[0]))
    _show("a plain one read", plain, _read)
    _show("any line read", lines, _read)


def _lines() -> Iterator[Line]:
    """(text, card)"""
    for path in sorted(CORPUS.glob("*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            yield row["text"], row.get("sender_card") or ""


def _read(line: Line) -> object:
    return replies.read(line[0], card=line[1], now=NOW)


def _show(what: str, lines: list[Line], read: Callable[[Line], object]) -> None:
    for line in lines[:200]:
        read(line)
    took = sorted(min(_took(read, line) for _ in range(TIMES)) for line in lines)
    median, tail = statistics.median(took), took[int(len(took) * 0.99)]
    print(f"{what:18}{len(lines):7,} lines  median {median:8.1f} us  p99 {tail:8.1f} us")


def _took(read: Callable[[Line], object], line: Line) -> float:
    began = time.perf_counter()
    read(line)
    return (time.perf_counter() - began) * 1e6


if __name__ == "__main__":
    main()
