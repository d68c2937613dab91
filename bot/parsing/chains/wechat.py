"""WeChat's own form of a chain: XML that tells by ranges who wrote which line, and when."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from xml.etree.ElementTree import Element

from bot.clock import china
from bot.errors import UserError
from bot.parsing import chains, markup
from bot.parsing.chains import Chain, Entry
from bot.parsing.chains import lines as chain_lines

_CHAIN_TYPE = "53"
_NUMBER = re.compile(r"(\d{1,5})\s*[^\w\s]?\s*$")
_NEAR = 12
_RANGE = re.compile(r"(\d{1,7})-(\d{1,7})")
_INFO = "extinfo/solitaire_info"


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of the title, in characters."""

    start: int
    end: int


class _Misfit(Exception):
    """A range does not fit the text."""


def from_wechat(xml: str) -> Chain:
    """Read an appmsg of type 53, with writer and time of each entry as far as it tells them.

    Ranges count UTF-16 units of the title. If the block of ranges is missing or one range does
    not fit, the title's text is read alone. Raises UserError("not_a_chain") for anything else;
    a document type is refused, so that no entity is ever expanded.
    """
    root = _parse(xml)
    message = next(root.iter("appmsg"), root)
    title = message.findtext("title") or ""
    if message.findtext("type") != _CHAIN_TYPE and not chains.is_chain(title):
        raise UserError("not_a_chain")
    try:
        return _by_ranges(title, _parse(message.findtext(_INFO) or ""))
    except (_Misfit, UserError):
        return chains.read(title)


def _parse(xml: str) -> Element:
    try:
        return markup.tree(xml)
    except ValueError as error:
        raise UserError("not_a_chain") from error


def _by_ranges(title: str, info: Element) -> Chain:
    """The chain as the ranges cut it, and what the last writer wrote behind them."""
    places = _Places(title)
    items = [_item(title, places, item) for item in info.findall("content/i")]
    spans = [span for span, _ in items if span]
    if not spans or any(one.end > other.start for one, other in pairwise(spans)):
        raise _Misfit
    entries = [entry for _, entry in items]
    tail = places.find(info.findtext("tl"))
    more, words = _behind(title[spans[-1].end : tail.start if tail else None], entries)
    closing = title[tail.start : tail.end].strip() if tail else words
    example = places.find(info.findtext("ex"))
    shown = title[example.start : example.end].strip() if example else ""
    head = chains.without_mark(title[: _number_before(title, spans[0]).start()])
    chain = chains.assemble(
        head.replace(shown, ""), entries + more, closing, info.findtext("au", "")
    )
    return replace(chain, examples=(shown, *chain.examples)) if shown else chain


def _item(title: str, places: "_Places", item: Element) -> tuple[_Span | None, Entry]:
    """One entry and its place; without a range WeChat gives the words themselves."""
    writer, span = item.findtext("u", ""), places.find(item.findtext("r"))
    at = _moment(item.findtext("t", ""))
    if span is None:
        return None, Entry(None, item.findtext("c", "").strip(), writer, at)
    number = int(_number_before(title, span)[1])
    return span, Entry(number, title[span.start : span.end].strip(), writer, at)


def _number_before(title: str, span: _Span) -> re.Match[str]:
    """The number that must stand right before an entry."""
    found = _NUMBER.search(title, max(0, span.start - _NEAR), span.start)
    if not found:
        raise _Misfit
    return found


def _behind(rest: str, entries: list[Entry]) -> tuple[list[Entry], str]:
    """Entries behind the last range: the newest writer's may have none; and the words there."""
    last = max(entry.number or 0 for entry in entries)
    found, words = chain_lines.entries(chain_lines.unroll(rest, last), last)
    return [Entry(number, text) for number, text in found], words


def _moment(seconds: str) -> datetime | None:
    try:
        return china(datetime.fromtimestamp(int(seconds), UTC))
    except (ValueError, OverflowError, OSError):
        return None


class _Places:
    """Turns ranges in UTF-16 units into places of the title."""

    def __init__(self, title: str) -> None:
        self._at, unit = dict[int, int](), 0
        for i, character in enumerate(title):
            self._at[unit] = i
            unit += 2 if ord(character) > 0xFFFF else 1  # noqa: PLR2004
        self._at[unit] = len(title)

    def find(self, text: str | None) -> _Span | None:
        """The place of a range; None if there is no range.

        Raises _Misfit if it is no range, ends outside, or cuts a character in two.
        """
        if not text or not text.strip():
            return None
        found = _RANGE.fullmatch(text.strip())
        begin = self._at.get(int(found[1])) if found else None
        end = self._at.get(int(found[1]) + int(found[2])) if found else None
        if begin is None or end is None:
            raise _Misfit
        return _Span(begin, end)
