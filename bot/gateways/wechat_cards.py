"""WeChat's XML messages: chains, quotes, files, forwarded records, shared cards. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from bot.gateways.wechat_words import WORDS, plain, without_calls
from bot.messages import Kind
from bot.parsing import markup


@dataclass(frozen=True, slots=True)
class Card:
    """What an XML message says. `chain` is the XML itself where it tells who wrote which line."""

    kind: Kind
    text: str = ""
    name: str = ""
    quote: str = ""
    quoted: str = ""
    chain: str = ""


def read(xml: str) -> Card | None:
    """None for what is no XML message; a kind that nobody knows is a card with its title."""
    if "<appmsg" not in xml and "<sysmsg" not in xml:
        return None
    try:
        root = markup.tree(xml)
    except ValueError:
        return None
    if root.tag == "sysmsg":
        return _system(root)
    message = next(root.iter("appmsg"), None)
    if message is None:
        return None
    reader = _READERS.get((message.findtext("type") or "").strip(), _shared)
    return reader(message, xml)


def _title(message: Element) -> str:
    return plain((message.findtext("title") or "").strip())


def _chain(message: Element, xml: str) -> Card:
    return Card(Kind.TEXT, _title(message), chain=xml)


def _quote(message: Element, _: str) -> Card:
    quoted = message.find("refermsg")
    if quoted is None:
        return Card(Kind.TEXT, _title(message))
    words = quoted.findtext("content") or ""
    inner = read(words)
    said = inner.text or inner.name if inner else plain(words)
    return Card(
        Kind.TEXT,
        _title(message),
        quote=(quoted.findtext("svrid") or "").strip(),
        quoted=without_calls(said),
    )


def _file(message: Element, _: str) -> Card:
    return Card(Kind.FILE, name=_title(message))


def _record(message: Element, _: str) -> Card:
    """Other people's words, line by line where they are told."""
    try:
        lines = markup.tree(message.findtext("recorditem") or "").iter("dataitem")
    except ValueError:
        return Card(Kind.FORWARD, plain(message.findtext("des") or "") or _title(message))
    return Card(Kind.FORWARD, "\n".join(map(_line, lines)) or _title(message))


def _line(item: Element) -> str:
    line: str = WORDS["words"]["forward_line"]
    name, text = item.findtext("sourcename") or "", item.findtext("datadesc") or ""
    return line.format(name=name, text=plain(text))


def _nothing(_: Element, __: str) -> Card:
    return Card(Kind.SYSTEM)


def _shared(message: Element, _: str) -> Card:
    return Card(Kind.FORWARD, _title(message))


def _system(root: Element) -> Card:
    """Somebody took a message back; or something that concerns nobody."""
    if root.get("type") != "revokemsg":
        return Card(Kind.SYSTEM)
    return Card(Kind.RECALL, quote=(root.findtext(".//newmsgid") or "").strip())


_READERS: dict[str, Callable[[Element, str], Card]] = {
    "6": _file,
    "19": _record,
    "53": _chain,
    "57": _quote,
    "62": _nothing,  # somebody patted somebody
    "74": _nothing,  # a file that is still on its way: it comes again as a 6
    "2000": _nothing,  # money
    "2001": _nothing,
}
