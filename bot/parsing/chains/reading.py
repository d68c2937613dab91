"""What a chain (接龙) is, and how one message of it is read: head, entries, closing remark."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.parsing.chains import lines as chain_lines
from bot.parsing.chains.words import LEXICON, any_of, plain

_TAG = r"[#＃]\s?(?:接[龙龍]|group\s?note)(?![汇彙统統导導结結])"
_MARK = re.compile(rf"^[ \t]*{_TAG}|{_TAG}(?=[\s:：,，]|$)", re.IGNORECASE | re.MULTILINE)
_TITLE = re.compile(r"[【\[《]?.{0,12}接[龙龍][】\]》：:]?\s*|接[龙龍][：:].{1,40}")
_DENIED = re.compile(r"[不别別勿莫]|取消|[?？吗嗎]")
_SENTENCE = re.compile(r"[。！？；!?;]|.{41}")
_SHOWS = rf"(?:{any_of(LEXICON['example_starts'] + LEXICON['examples'])})(?:$|[\s:：、.（(])"
_EXAMPLE_LINE = re.compile(rf"\s*{_SHOWS}", re.IGNORECASE)
_EXAMPLE_ENTRY = re.compile(rf"{_SHOWS}|.*(?:{any_of(LEXICON['examples'])})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a chain. `writer` (account) and `at` only where the network tells them."""

    number: int | None
    text: str
    writer: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """One version of a chain. `examples` are lines that show how to write, and no entries.

    `starter` is an account where the network tells it. `whole` is False for a message that
    only adds numbered lines to a chain without repeating it: what it lacks is not deleted.
    """

    head: str
    entries: tuple[Entry, ...]
    tail: str = ""
    examples: tuple[str, ...] = ()
    starter: str = ""
    whole: bool = True


def is_chain(text: str, known: Chain | None = None) -> bool:
    """Whether the message is a version of a chain: of any marked one, or of the `known` one.

    A numbered list alone is none; it may be three arguments.
    """
    text = _clean(text)
    return bool(_MARK.search(text)) or _titled(text) or _standing(text, known) is not None


def read(text: str, known: Chain | None = None) -> Chain:
    """Read one message. `known` is the chain as read before, if this may be a version of it.

    Words that are no chain are all head: Chain(text, ()).
    """
    text = _clean(text)
    if _MARK.search(text) or _titled(text):
        return _draft(without_mark(text), known)
    return _standing(text, known) or Chain(text.strip(), ())


def is_example(text: str) -> bool:
    """Whether the entry shows how to write (例 …, 李老师 示例)."""
    return bool(_EXAMPLE_ENTRY.match(text))


def without_mark(text: str) -> str:
    """The words without #接龙."""
    return _MARK.sub("", text, count=1)


def assemble(head: str, entries: list[Entry], tail: str, starter: str = "") -> Chain:
    """A chain from its raw parts: example lines set apart, empty entries left out."""
    lines = head.split("\n")
    shown = [line.strip() for line in lines if _EXAMPLE_LINE.match(line)]
    shown += [entry.text for entry in entries if is_example(entry.text)]
    kept = tuple(entry for entry in entries if entry.text and not is_example(entry.text))
    words = "\n".join(line.rstrip() for line in lines if not _EXAMPLE_LINE.match(line)).strip()
    return Chain(words, kept, tail, tuple(shown), starter)


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2005", " ")


def _draft(text: str, known: Chain | None) -> Chain:
    """The parts of a text that is taken for a chain."""
    lines = chain_lines.unroll(text)
    fixed = frozenset(known.head.split("\n")).union(known.examples) if known else frozenset()
    start = chain_lines.begin(lines, fixed)
    found, tail = chain_lines.entries(lines[start:])
    return assemble("\n".join(lines[:start]), [Entry(n, words) for n, words in found], tail)


def _titled(text: str) -> bool:
    """A line that only says 接龙 above a numbered list of short entries."""
    title = next((line for line in text.split("\n") if line.strip()), "").strip()
    if not _TITLE.fullmatch(title) or _DENIED.search(title):
        return False
    return _is_list(_draft(text, None))


def _is_list(chain: Chain) -> bool:
    return bool(chain.entries) and not any(_SENTENCE.search(e.text) for e in chain.entries)


def _standing(text: str, known: Chain | None) -> Chain | None:
    """The text as an unmarked version of the known chain; None if it is something else."""
    if known is None:
        return None
    draft = _draft(text, known)
    if draft.head and plain(draft.head) == plain(known.head):
        return draft
    if _shares_entries(draft, known):
        return draft
    return _addition(draft, known)


def _shares_entries(draft: Chain, known: Chain) -> bool:
    before = {plain(entry.text) for entry in known.entries}
    same = sum(plain(entry.text) in before for entry in draft.entries)
    return same > 0 and 2 * same >= min(len(draft.entries), len(before))


def _addition(draft: Chain, known: Chain) -> Chain | None:
    """Lines alone whose numbers go on where the known chain ended."""
    if draft.head or not known.entries or not _is_list(draft):
        return None
    last = max(entry.number or 0 for entry in known.entries)
    first = draft.entries[0].number or 0
    if not last < first <= last + 3:
        return None
    return Chain("", draft.entries, draft.tail, draft.examples, whole=False)
