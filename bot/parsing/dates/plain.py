"""One spelling for what is typed in many: simplified, half width, small letters, same length."""

from functools import cache

import opencc

_HANZI = range(0x4E00, 0xA000)
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_DASHES = "‐‑‒–—―－−─~～﹣"


def plain(text: str) -> str:
    """The text in its one spelling; every character keeps its place."""
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    convert = opencc.OpenCC("t2s").convert
    # Twice: a few characters lead to one that has a simpler form itself.
    simplified = convert(convert("\n".join(map(chr, _HANZI)))).split("\n")
    table = dict(zip(_HANZI, simplified, strict=True))
    table |= {code: chr(code - 0xFEE0).lower() for code in _FULL_WIDTH}
    table |= {ord(dash): "-" for dash in _DASHES}
    table |= {ord(char): char.lower() for char in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    return table | {ord("\u3000"): " ", ord("\u00a0"): " ", ord("\r"): "\n", ord("妳"): "你"}
