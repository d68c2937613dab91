"""Numerals from zero to ninety-nine as people type them: 20, 二十, 廿, 两, 壹."""

_UNITS = dict(zip("零一二三四五六七八九", range(10), strict=True))
_UNITS |= {"〇": 0, "两": 2, "俩": 2, "仨": 3}
_UNITS |= dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))
_TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30}
_ENGLISH = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_VAGUE = {"几": 3, "个把": 1, "一两": 2, "两三": 3, "二三": 3, "三四": 4, "三五": 5, "四五": 5}
_TEN = 10

_UNIT = "[一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
CHINESE = f"(?:{_UNIT}?[十拾]{_UNIT}?|[廿卅]{_UNIT}?|[零〇俩仨]|{_UNIT})"
DIGITS = r"(?<![\d.])\d{1,2}(?![\d.])"
NUMERAL = f"(?:{DIGITS}|{CHINESE})"
VAGUE = f"(?:{'|'.join(sorted(_VAGUE, key=len, reverse=True))})"


def number(words: str) -> int:
    """The value of a numeral; of a vague one (两三) the larger. Raises ValueError."""
    if words.isdecimal():
        return int(words)
    known = _VAGUE.get(words) or _ENGLISH.get(words)
    return known or _chinese(words)


def _chinese(words: str) -> int:
    total = 0
    for char in words:
        if char in _TENS:
            total = (total or 1) * _TEN if _TENS[char] == _TEN else _TENS[char]
        elif char in _UNITS:
            total += _UNITS[char]
        else:
            raise ValueError(f"no numeral: {words}")
    return total
