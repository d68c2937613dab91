"""Plain acknowledgements: the few answers that most people give, known by heart."""

import tomllib
from pathlib import Path

_LONGEST = 24
_TABLE = tomllib.loads(Path(__file__).with_name("plain.toml").read_text("utf-8"))


def _all() -> frozenset[str]:
    """Every whole answer with every polite ending and closing mark."""
    words = _TABLE["words"].split()
    alone = _TABLE["alone"].split()
    tails = ["", *_TABLE["tails"].split()]
    marks = ["", *_TABLE["marks"].split(), " "]
    said = {a + t for a in words for t in tails}
    said |= {
        a + m + b
        for a in words
        for b in _TABLE["after"].split()
        for m in ("", ",", "，", " ", "！", "。")
    }
    return frozenset(s + m for s in [*said, *alone] for m in marks)


_KNOWN = _all()


def is_plain_ack(text: str) -> bool:
    """Whether a line is nothing but 收到 in one of its forms. Strict: any doubt is no."""
    return len(text) <= _LONGEST and text in _KNOWN
