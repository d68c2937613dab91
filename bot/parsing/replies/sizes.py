"""Temperature, height, weight and sizes, as a line that fills in a form gives them."""

import re

from bot.parsing.replies.numerals import number

_HAN = "零一二两三四五六七八九十廿卅"
_TEMP = re.compile(
    rf"(?<![\d.])(3[4-9]|4[0-2])(?:\s*[.度点°]\s*(\d)|\s*(?:度整?|℃|°c?)|(?=$|[\s,。(]))|"
    rf"([{_HAN}]{{2,4}})[度点]([{_HAN}])?"
)
_HEIGHT = re.compile(
    rf"(?:身高|高)\s*(1\d\d)|(?<!\d)(1\d\d)\s*(?:cm|厘米|公分)|(?<!\d)1[.米]([0-9]{{2}})(?:米|m)?|"
    rf"一米([{_HAN}])([{_HAN}])?|1米([{_HAN}])([{_HAN}])?"
)
_WEIGHT = re.compile(
    rf"(?:体重|重)\s*(\d{{2,3}}(?:\.\d)?)\s*(斤)?|(?<!\d)(\d{{2,3}}(?:\.\d)?)\s*(公斤|kg|千克|斤)|"
    rf"([{_HAN}]{{2,4}})\s*(公斤|斤)"
)
_SIZE = re.compile(
    rf"(?:尺码|码数|尺寸|码子|冬装要|要|穿|改成?|选|订)\s*(1[0-9]0|1[0-9]5|[x]{{0,3}}[sml]|\d?xl)(?!\d|cm)|"
    rf"(?<![\da-z])(1[0-9][05]|[2-4]xl|x{{0,3}}[sml])\s*(?:码|号|的)(?!\d)|([大中小]号)|(?:穿|"
    rf"要)([{_HAN}]{{3}})的"
)
_LETTER_SIZE = re.compile(r"(?<![a-z\d])(x{0,3}[sl]|m|[2-5]xl)(?![a-z])")
_LAST_SIZE = re.compile(r"(?<![\d.-])(1[0-9][05])(?![\d.])")
_SHOE = re.compile(
    rf"鞋码?\s*(\d\d(?:\.5)?)|(?<!\d)([23]\d(?:\.5)?)\s*(?:码|号|的|$)|([{_HAN}]{{2,3}})码"
)
_WAIST = re.compile(rf"腰围?\s*(\d{{2,3}}|[{_HAN}]{{2,3}})")
_SPOKEN = re.compile(f"[{_HAN}]{{3}}")
_ASKS_SIZE = re.compile("尺码|校服|冬装|订")
_CHANGES = re.compile("码|改")
_SHORT = 5
_SAYS = re.compile(r"姓名|电话|身高|体重|尺码|住址|地址")


def temperature(words: str, form: str) -> dict[str, str]:
    if not re.search("体温|晨检|午检|健康", form) and "体温" not in words:
        return {}
    found = _TEMP.search(words)
    if not found:
        return {}
    whole = found[1] or str(number(found[3]) or "")
    part = found[2] or (number(found[4]) if found[4] else None)
    exact = "整" in found[0]
    return {"体温": f"{whole}.{part}" if part is not None else f"{whole}.0" if exact else whole}


def body(words: str, form: str) -> dict[str, str]:
    if not re.search("身高|尺码|校服|冬装|服装|体重|鞋码|腰围|健康", form) and not _SAYS.search(
        words
    ):
        return {}
    found = {"身高": _height(words, form), "体重": _weight(words), "尺码": _size(words, form)}
    return {key: value for key, value in found.items() if value}


def _height(words: str, form: str) -> str:
    if m := _HEIGHT.search(words):
        if m[1] or m[2] or m[3]:
            return m[1] or m[2] or "1" + m[3]
        tens, ones = (m[4], m[5]) if m[4] else (m[6], m[7])
        return f"1{number(tens)}{number(ones) if ones else 0}"
    spoken = re.search(rf"身高(一[{_HAN}]{{2}})", words)
    if spoken:
        return "".join(str(number(c)) for c in spoken[1])
    numbers = re.findall(r"(?<![\d.])(1[0-7]\d)(?![\d.码])", words)
    sure = numbers and (
        len(numbers) > 1 or _weight(words) or _LETTER_SIZE.search(words) or int(numbers[0]) % 5
    )
    return str(numbers[0]) if sure and re.search("身高|尺码|校服", form) else ""


def _weight(words: str) -> str:
    m = _WEIGHT.search(words)
    if m:
        value = m[1] or m[3] or str(number(m[5]) or "")
        return value + ("斤" if "斤" in (m[2], m[4], m[6]) else "")
    bare = re.search(r"(?<!\d)1\d\d\s+([2-7]\d)(?=\s)", words)
    return bare[1] if bare else ""


def _size(words: str, form: str) -> str:
    found = [next(g for g in m.groups() if g) for m in _SIZE.finditer(words)]
    if found:
        spoken = _SPOKEN.fullmatch(found[-1])
        return "".join(str(number(c)) for c in found[-1]) if spoken else found[-1].upper()
    if letters := _LETTER_SIZE.findall(words):
        return str(letters[-1]).upper()
    return _bare_size(words) if _ASKS_SIZE.search(form) else ""


def _bare_size(words: str) -> str:
    """A size without a word for it: the last number of its kind that is no height."""
    numbers = _LAST_SIZE.findall(words)
    height = _HEIGHT.search(words)
    spare = [n for n in numbers if not height or n not in height[0]]
    sure = len(numbers) > 1 or height or len(words) <= _SHORT or _CHANGES.search(words)
    return str(spare[-1]) if spare and sure else ""


def feet(words: str, form: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if "鞋" in form and (m := _SHOE.search(words)):
        found["鞋码"] = m[1] or m[2] or str(number(m[3]) or "")
    if "腰" in form and (m := _WAIST.search(words)):
        found["腰围"] = str(number(m[1]) or m[1])
    return found
