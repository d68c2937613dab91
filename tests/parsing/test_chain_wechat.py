"""WeChat's XML of a chain: writers, times, and what happens if its ranges do not fit."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from bot.errors import UserError
from bot.parsing import chains
from bot.parsing.chains import Chain, Entry
from bot.parsing.chains.wechat import from_wechat


def texts(chain: Chain) -> list[str]:
    return [entry.text for entry in chain.entries]


def wechat(title: str, ranges: Iterable[tuple[str, str, int]], tl: str = "", kind: int = 53) -> str:
    """The XML of a chain; a range is (writer, its words in the title, time in seconds)."""
    items = "".join(
        f"<i><u>{who}</u><h>0</h><s>.</s><t>{at}</t><r>{units(title, words)}</r></i>"
        for who, words, at in ranges
    )
    tail = f"<tl>{units(title, tl) if tl else ''}</tl>"
    info = f"<solitaire>{tail}<au>wx_he</au><content>{items}</content></solitaire>"
    return (
        f"<msg><appmsg><title>{title}</title><type>{kind}</type>"
        f"<extinfo><solitaire_info><![CDATA[{info}]]></solitaire_info></extinfo></appmsg></msg>"
    )


def units(title: str, words: str) -> str:
    def size(text: str) -> int:
        return len(text.encode("utf-16-le")) // 2

    return f"{size(title[: title.index(words)])}-{size(words)}"


TITLE = "#接龙\n秋游💪🏻报名\n\n1. 沈一舟 2人\n带水\n2. 张小满🌸 1人\n3. 周可 1人\n周五集合"
RANGES = [("wx_a", "沈一舟 2人\n带水", 1762247280), ("wx_b", "张小满🌸 1人", 1762247300)]


def test_wechat_tells_writer_and_time() -> None:
    chain = from_wechat(f"wx_b:\n{wechat(TITLE, RANGES, tl='周五集合')}")
    assert (chain.head, chain.tail, chain.starter) == ("秋游💪🏻报名", "周五集合", "wx_he")
    first = chain.entries[0]
    assert (first.text, first.writer) == ("沈一舟 2人\n带水", "wx_a")
    assert first.at == datetime.fromtimestamp(1762247280, UTC)
    assert first.at.isoformat() == "2025-11-04T17:08:00+08:00"


def test_the_newest_line_may_have_no_range() -> None:
    chain = from_wechat(wechat(TITLE, RANGES, tl="周五集合"))
    assert chain.entries[2] == Entry(3, "周可 1人")


@pytest.mark.parametrize("range_", ["900-5", "8-1", "19-7", "x", "0-99999999999"])
def test_a_range_that_does_not_fit_is_not_believed(range_: str) -> None:
    xml = wechat(TITLE, RANGES).replace(units(TITLE, "张小满🌸 1人"), range_)
    assert from_wechat(xml) == chains.read(TITLE)


def test_an_empty_block_leaves_the_title() -> None:
    xml = "<msg><appmsg><title>#接龙&#10;秋游&#10;1. 沈一舟</title><type>53</type></appmsg></msg>"
    assert texts(from_wechat(xml)) == ["沈一舟"]


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE msg [<!ENTITY a "b">]>'
        "<msg><appmsg><title>#接龙&a;</title><type>53</type></appmsg></msg>",
        "<msg><appmsg><title>#接龙",
        "<msg><appmsg><title>一篇文章</title><type>5</type></appmsg></msg>",
        "",
    ],
)
def test_other_xml_is_refused(xml: str) -> None:
    with pytest.raises(UserError, match="not_a_chain"):
        from_wechat(xml)
