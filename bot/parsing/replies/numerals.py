"""Numbers as people write and say them: 两, 三十六, 一三七零零 …, 138 0013 8001."""

import re

_DIGITS = {
    c: n
    for n, group in enumerate(
        ("零〇洞", "一幺壹", "二两俩贰", "三仨叁", "四肆", "五伍", "六陆", "七拐柒", "八捌", "九玖")
    )
    for c in group
}
_TENS = re.compile(r"^([一二两三四五六七八九])?十([一二三四五六七八九])?$")
HAN = "零一二两俩三仨四五六七八九十"
NUMBER = rf"(?:\d{{1,3}}|[{HAN}]{{1,3}})"
_TO_DIGIT = str.maketrans({c: str(n) for c, n in _DIGITS.items()})
_PHONE = re.compile(
    r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d(?:[ -]?\d){8}|0\d{2,3}[- ]?\d{7,8}|"
    r"[2-9]\d{6,7})(?!\d)"
)
_SPOKEN = re.compile(rf"(?:[{''.join(_DIGITS)}\d][ ,-]?){{7,14}}")
_TWENTY, _THIRTY = "廿", "卅"


def number(text: str) -> int | None:
    """The value of a short number in figures or characters, None if it is none."""
    if text.isdecimal():
        return int(text)
    text = text.replace(_TWENTY, "二十").replace(_THIRTY, "三十")
    if tens := _TENS.match(text):
        return (_DIGITS[tens[1]] if tens[1] else 1) * 10 + (_DIGITS[tens[2]] if tens[2] else 0)
    digits = text.translate(_TO_DIGIT)
    return int(digits) if digits.isdecimal() else None


def phone(text: str) -> str:
    """The digits of the last telephone number in a text, written or spoken; "" if none."""
    found = [m[1] for m in _PHONE.finditer(text)]
    if not found:
        spoken = (m[0].translate(_TO_DIGIT) for m in _SPOKEN.finditer(text))
        found = [m[1] for words in spoken for m in _PHONE.finditer(words)]
    return re.sub(r"\D", "", found[-1]) if found else ""
