"""What a form asks for, read from its title, and the loose words that answer it in order."""

import re

_LISTED = re.compile(r"[(（:]\s*([^()（）]+?)\s*[)）]?$")
_BETWEEN = re.compile(r"[、+/,，和及]")
_STEM = re.compile(r"[(（:].*|统计|登记|收集|采集|摸底|意愿|上报|核对|情况|填写|信息|清单|表$")
_SEGMENT = re.compile(r"[^\s,，。;；/、!?]+")
_OPENING = re.compile(r"^[^。!?;；\n]{1,60}")
_LONGEST = 12
_NAME = re.compile(r"^(?:姓名)?([\u4e00-\u9fff]{2,4}?)(?=$|[\s,、/;\d])")
_FILLER = re.compile(r"^(?:收到|好的?|已填|填好了?|老师|我家?|孩子|改成?|补填|登记一下|都|是|的)$")
_WISH = re.compile(r"(不|没|未|已)?(愿意|申请|接种|打过?|调|需要|参保|交)(?:了|完)?")


def named(title: str) -> list[str]:
    """The fields a plain title lists: 体温上报(姓名+体温) -> [姓名, 体温]; [] if it lists none."""
    listed = _LISTED.search(title)
    parts = [part.strip() for part in _BETWEEN.split(listed[1])] if listed else []
    return parts if len(parts) > 1 else []


def stem(title: str) -> str:
    """What a title without a list is about: 家庭困难学生补助申请摸底 -> 学生补助申请."""
    return _STEM.sub("", title)[-6:] or title[:6]


def in_order(words: str, title: str, found: dict[str, str]) -> dict[str, str]:
    """The loose pieces at the start of plain `words` for the fields that are still open."""
    opening = _OPENING.match(words)
    pieces = _SEGMENT.findall(opening[0]) if opening else []
    taken = " ".join(found.values())
    loose = [p for p in pieces if len(p) <= _LONGEST and p not in taken and not _FILLER.match(p)]
    open_fields = [f for f in named(title) if f not in found]
    if open_fields:
        return dict(zip(open_fields, loose, strict=False))
    if found or not loose:
        return {}
    return {stem(title): "、".join(loose[:3])}


def own_name(words: str, title: str) -> dict[str, str]:
    """The name at the start of a line, where the form asks for names."""
    found = _NAME.match(words) if "姓名" in title else None
    return {"姓名": found[1]} if found else {}


def wish(words: str, title: str) -> dict[str, str]:
    """愿意, 不申请, 已接种: the answer to a form that asks for nothing but yes or no."""
    if not re.search("意愿|申请|接种|疫苗|是否|参保|余款|调换", title):
        return {}
    found = _WISH.search(words)
    if not found:
        return {}
    verb = "接种" if "疫苗" in title and found[2].startswith("打") else found[2]
    verb, sign = (
        ("接种" if verb == "愿意" and "接种" in title and "意愿" not in title else verb),
        found[1] or "",
    )
    if verb == "接种" and "意愿" not in title:
        sign = "未" if sign in {"不", "没", "未"} else "已"
    return {stem(title): sign + verb}
