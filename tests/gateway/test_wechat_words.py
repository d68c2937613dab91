"""What WeChat and its gateways make of words, read back; no connection is needed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.gateways import wechat_cards, wechat_words
from bot.gateways.wechat_cards import Card
from bot.gateways.wechat_reading import Around, moment, to_inbound
from bot.gateways.wechat_wire import Told
from bot.gateways.wechat_words import Said
from bot.messages import Inbound, Kind

NOW = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
HERE = Around("wxid_bot", NOW, bot_names=("小桥",))
TOLD = Told("m1", 7, "wxid_lan", "k3@chatroom", text="收到", time=1795595400)


def heard(**facts: object) -> Inbound | None:
    return to_inbound(replace(TOLD, **facts), HERE)  # type: ignore[arg-type]


def appmsg(type_: int, title: str = "标题", inner: str = "") -> str:
    return f"<msg><appmsg><title>{title}</title><type>{type_}</type>{inner}</appmsg></msg>"


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("收到", "收到"),
        ("收到/::)", "收到[微笑]"),
        ("/:strong/:strong谢谢", "[强][强]谢谢"),
        ("[ThumbsUp] got it", "[强] got it"),
        ("[OK]", "[OK]"),
        ("[某个新表情]", "[某个新表情]"),
        ('好<img class="emoji emoji1f44c" text="_web" src="/a.png" />', "好👌"),
        ('<span class="emoji emoji1f1e81f1f3"></span>', "🇨🇳"),
        ('<img class="qqemoji qqemoji0" text="[微笑]_web" src="/b.gif">', "[微笑]"),
        ("第一行<br/>第二行", "第一行\n第二行"),
        ("1 &lt; 2 &amp;&amp; &quot;对&quot;", '1 < 2 && "对"'),
        ("&amp;lt;", "&lt;"),
        ("http://a.cn/:80/b", "http://a.cn/:80/b"),
        ("我<3你", "我<3你"),
    ],
)
def test_emoji_and_escapes(raw: str, read: str) -> None:
    assert wechat_words.read(raw) == Said(read)


@pytest.mark.parametrize(
    ("raw", "text", "called"),
    [
        ("@小桥\u2005统计", "统计", ("小桥",)),
        ("@Bob Lee\u2005 @岑溪妈妈\u2005请看", "请看", ("Bob Lee", "岑溪妈妈")),
        ("收到@老师", "收到@老师", ()),
        ("@所有人\u2005开会", "开会", ("所有人",)),
        ("收到 @卓老师\u2005", "收到", ("卓老师",)),
    ],
)
def test_names_that_are_called(raw: str, text: str, called: tuple[str, ...]) -> None:
    assert wechat_words.read(raw) == Said(text, called=called)


LINE = "- - - - - - - - - - - - - - -"


@pytest.mark.parametrize(
    ("raw", "text", "quoted"),
    [
        (f"「小桥：明天带彩笔」\n{LINE}\n收到", "收到", "明天带彩笔"),
        (f"「小桥：@岑溪妈妈\u2005第一行\n第二行「引」」\n{LINE}\n1", "1", "第一行\n第二行「引」"),
        ("「小桥：明天」说得对", "「小桥：明天」说得对", ""),
    ],
)
def test_a_quote_as_text(raw: str, text: str, quoted: str) -> None:
    assert wechat_words.read(raw) == Said(text, quoted)


REFER = "<refermsg><type>1</type><svrid>77</svrid><content>明天带彩笔/::)</content></refermsg>"
NESTED = f"<refermsg><svrid>78</svrid><content><![CDATA[{appmsg(5, '春游')}]]></content></refermsg>"
RECORD = (
    "<recorditem><![CDATA[<recordinfo><datalist><dataitem><sourcename>甲</sourcename><datadesc>收到"
    "</datadesc></dataitem></datalist></recordinfo>]]></recorditem>"
)
SYSTEM = '<sysmsg type="{}"><revokemsg><newmsgid>55</newmsgid></revokemsg></sysmsg>'


@pytest.mark.parametrize(
    ("xml", "card"),
    [
        (appmsg(57, "收到", REFER), Card(Kind.TEXT, "收到", quote="77", quoted="明天带彩笔[微笑]")),
        (appmsg(57, "好", NESTED), Card(Kind.TEXT, "好", quote="78", quoted="春游")),
        (appmsg(57, "好"), Card(Kind.TEXT, "好")),
        (appmsg(6, "名单.xlsx"), Card(Kind.FILE, name="名单.xlsx")),
        (appmsg(19, "聊天记录", RECORD), Card(Kind.FORWARD, "甲：收到")),
        (appmsg(19, "记录", "<des>甲: 收到</des>"), Card(Kind.FORWARD, "甲: 收到")),
        (appmsg(5, "文章"), Card(Kind.FORWARD, "文章")),
        (appmsg(9999, "新的"), Card(Kind.FORWARD, "新的")),
        (appmsg(62), Card(Kind.SYSTEM)),
        (appmsg(2000, "微信转账"), Card(Kind.SYSTEM)),
        (SYSTEM.format("revokemsg"), Card(Kind.RECALL, quote="55")),
        (SYSTEM.format("other"), Card(Kind.SYSTEM)),
        ("wxid_lan:\n" + appmsg(5, "文章"), Card(Kind.FORWARD, "文章")),
        ("<appmsg", None),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><appmsg><title>&b;</title></appmsg>", None),
        ("收到", None),
    ],
)
def test_cards(xml: str, card: Card | None) -> None:
    assert wechat_cards.read(xml) == card


CHAIN = "#接龙\n春游\n1. 岑溪"


@pytest.mark.parametrize(
    ("text", "type_", "chain"),
    [
        (appmsg(53, CHAIN), 10, True),
        (appmsg(53, CHAIN), 0, True),
        (appmsg(53, CHAIN), 14, True),
        (CHAIN, 10, False),
        (CHAIN, 0, False),
        (CHAIN, 7, False),
        (appmsg(53, CHAIN), 7, False),  # typed by hand it proves nothing about who wrote what
    ],
)
def test_a_chain_in_every_form(text: str, type_: int, *, chain: bool) -> None:
    message = heard(text=text, type=type_)
    assert message
    assert (message.text, message.kind) == (CHAIN, Kind.TEXT)
    assert message.chain == (text if chain else "")


@pytest.mark.parametrize(
    ("time", "read"),
    [(1795595400, NOW), (1795595400000, NOW), (1795595400.0, NOW), (0, NOW), (None, NOW)],
)
def test_times(time: object, read: datetime) -> None:
    assert moment(time, NOW) == read


@pytest.mark.parametrize(
    "facts",
    [
        {"sender": "wxid_bot"},
        {"sender": ""},
        {"text": ""},
        {"type": 0, "text": "岑溪妈妈拍了拍我"},
        {"type": 12, "text": "<msg/>"},
        {"text": SYSTEM.format("revokemsg")},
    ],
)
def test_what_concerns_nobody(facts: dict[str, object]) -> None:
    assert heard(**facts) is None


@pytest.mark.parametrize(
    ("facts", "mentions"),
    [
        ({"mentions": ("wxid_bo", "wxid_bot")}, ("wxid_bo", "bot")),
        ({"text": "@小桥\u2005在吗"}, ("bot",)),
        ({"text": "@别人\u2005在吗"}, ()),
        ({"text": "@所有人\u2005开会"}, ("all",)),
    ],
)
def test_whom_a_message_calls(facts: dict[str, object], mentions: tuple[str, ...]) -> None:
    message = heard(**facts)
    assert message
    assert message.mentions == mentions


def test_the_words_quoted_stand_for_an_id_that_is_not_told() -> None:
    message = heard(text=f"「小桥：明天带彩笔」\n{LINE}\n收到")
    assert message
    assert (message.quote, message.quoted) == ("明天带彩笔", "明天带彩笔")
