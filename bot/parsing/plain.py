"""Plain acknowledgements: the few answers that most people give, known by heart."""

import tomllib
from pathlib import Path

_LONGEST = 24
_TABLE = tomllib.loads(Path(__file__).with_name("plain.toml").read_text("utf-8"))


def _all() -> frozenset[str]:
    """Every whole answer with every polite ending, without its closing mark."""
    words = _TABLE["words"].split()
    tails = ["", *_TABLE["tails"].split()]
    said = {a + t for a in words for t in tails}
    said |= {
        a + m + b
        for a in words
        for b in _TABLE["after"].split()
        for m in ("", ",", "，", " ", "！", "。")
    }
    return frozenset(said | set(_TABLE["alone"].split()))


_KNOWN = _all()
_MARKS = (*_TABLE["marks"].split(), " ")


def is_plain_ack(text: str) -> bool:
    """Whether a line is nothing but 收到 in one of its forms. Strict: any doubt is no."""
    if len(text) > _LONGEST:
        return False
    if text in _KNOWN:
        return True
    return text.endswith(_MARKS) and any(text.removesuffix(mark) in _KNOWN for mark in _MARKS)
