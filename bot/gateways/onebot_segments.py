"""What the segments or CQ codes of one OneBot v11 message say together."""

import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from bot.messages import Kind

Json = dict[str, Any]
WORDS: Json = tomllib.loads(Path(__file__).with_name("onebot.toml").read_text("utf-8"))
LONGEST = 100_000
_FACES: dict[str, str] = WORDS["faces"]
_CQ_CODE = re.compile(r"\[CQ:([A-Za-z0-9_.\-]+)(?:,([^\[\]]*))?\]")
_ESCAPES = (("&#91;", "["), ("&#93;", "]"), ("&#44;", ","), ("&amp;", "&"))
_STICKER_PICTURES = {"1", "2", "3", "4", "7"}


@dataclass(slots=True)
class Said:
    """One message read: `text` with faces at their place, and what came with it."""

    text: str = ""
    kind: Kind = Kind.TEXT
    name: str = ""
    quote: str = ""
    mentions: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether there is nothing in it that anybody could answer or count."""
        return not (self.text or self.quote or self.mentions) and self.kind is Kind.TEXT


@dataclass(slots=True)
class _Parts:
    bot: str
    said: Said = field(default_factory=Said)
    words: list[str] = field(default_factory=list)
    spoken: bool = False
    stickers: bool = False


def read(message: object, bot: str) -> Said:
    """Read a message in any of its forms: segments, one segment, or a string with CQ codes.

    `bot` is the account that heard it. Raises TypeError for anything else.
    """
    plain = _plain(message)
    if plain is not None:
        return Said(plain.strip()[:LONGEST])
    parts = _Parts(bot)
    for kind, data in segments(message):
        reader = _READERS.get(kind)
        if reader is not None:
            reader(parts, data)
    return _together(parts)


def segments(message: object) -> Iterator[tuple[str, Json]]:
    """Yield type and data of every segment; what is no segment is passed over."""
    if isinstance(message, str):
        yield from _codes(message)
        return
    for segment in [message] if isinstance(message, dict) else _listed(message):
        if isinstance(segment, dict) and isinstance(segment.get("data"), dict):
            yield str(segment.get("type")), segment["data"]


def unescape(text: str) -> str:
    """Undo CQ escapes; the ampersand comes last, so that an escaped escape stays text."""
    if "&" in text:
        for code, character in _ESCAPES:
            text = text.replace(code, character)
    return text


def _plain(message: object) -> str | None:
    if isinstance(message, str):
        return None if "[CQ:" in message else unescape(message)
    if isinstance(message, list) and len(message) == 1:
        only = message[0]
        if isinstance(only, dict) and only.get("type") == "text":
            text = only["data"]["text"]
            return text if isinstance(text, str) else None
    return None


def _listed(message: object) -> list[object]:
    if isinstance(message, list):
        return message
    raise TypeError("message")


def _codes(text: str) -> Iterator[tuple[str, Json]]:
    position = 0
    for code in _CQ_CODE.finditer(text):
        yield "text", {"text": unescape(text[position : code.start()])}
        pairs = [pair.partition("=") for pair in (code[2] or "").split(",")]
        yield code[1], {key: unescape(value) for key, _, value in pairs}
        position = code.end()
    yield "text", {"text": unescape(text[position:])}


def _together(parts: _Parts) -> Said:
    said = parts.said
    said.text = "".join(parts.words).strip()[:LONGEST]
    if said.kind is Kind.TEXT and parts.stickers and not parts.spoken:
        said.kind = Kind.STICKER
    return said


def _text(parts: _Parts, data: Json) -> None:
    words = _string(data.get("text"))
    parts.words.append(words)
    parts.spoken = parts.spoken or bool(words.strip())


def _at(parts: _Parts, data: Json) -> None:
    who = _string(data.get("qq"))
    name = "bot" if who == parts.bot else who
    if name and name not in parts.said.mentions:
        parts.said.mentions += (name,)


def _reply(parts: _Parts, data: Json) -> None:
    parts.said.quote = parts.said.quote or _string(data.get("id"))


def _face(parts: _Parts, data: Json) -> None:
    raw = data.get("raw")
    given = _string(raw.get("faceText")) if isinstance(raw, dict) else ""
    known = _FACES.get(_string(data.get("id")), WORDS["words"]["face"])
    _sticker(parts, given.strip("/[]") or known)


def _market_face(parts: _Parts, data: Json) -> None:
    _sticker(parts, _string(data.get("summary")).strip("[]") or WORDS["words"]["sticker"])


def _sticker(parts: _Parts, name: str) -> None:
    parts.stickers = True
    parts.words.append(f"[{name}]")


def _image(parts: _Parts, data: Json) -> None:
    style = _string(data.get("sub_type", data.get("subType")))
    if style in _STICKER_PICTURES or WORDS["words"]["sticker"] in _string(data.get("summary")):
        _market_face(parts, data)
    else:
        _become(parts, Kind.IMAGE, data)


def _video(parts: _Parts, data: Json) -> None:
    _become(parts, Kind.IMAGE, data)


def _record(parts: _Parts, data: Json) -> None:
    _become(parts, Kind.VOICE, data)
    length = _string(data.get("duration", data.get("seconds")))
    if length.isdecimal():
        parts.words.append(f'{length}"')


def _file(parts: _Parts, data: Json) -> None:
    _become(parts, Kind.FILE, data)


def _become(parts: _Parts, kind: Kind, data: Json) -> None:
    """The first thing that is no text names the message."""
    said = parts.said
    if said.kind is Kind.TEXT:
        said.kind = kind
        named = _string(data.get("name")) or _string(data.get("file"))
        said.name = re.split(r"[\\/]", named)[-1][:255]


def _forward(parts: _Parts, data: Json) -> None:
    _become(parts, Kind.FORWARD, {})
    nodes = data.get("content", data.get("messages"))
    if isinstance(nodes, list):
        parts.words.append("\n".join(_line(node) for node in nodes if isinstance(node, dict)))


def _line(node: Json) -> str:
    """One forwarded line. Records inside records are not opened."""
    inner = node.get("data") if node.get("type") == "node" else node
    node = inner if isinstance(inner, dict) else {}
    sender = node.get("sender")
    named = sender if isinstance(sender, dict) else node
    names = (_string(named.get(key)) for key in ("card", "nickname", "name"))
    message = node.get("message", node.get("content"))
    said = [_string(data.get("text")) for kind, data in segments(message or []) if kind == "text"]
    line: str = WORDS["words"]["forward_line"]
    return line.format(name=next(filter(None, names), ""), text="".join(said))


def _card(parts: _Parts, data: Json) -> None:
    """A shared card holds other people's words, as a forwarded record does."""
    _become(parts, Kind.FORWARD, {})
    card = data.get("data")
    with suppress(orjson.JSONDecodeError):
        card = orjson.loads(card) if isinstance(card, str) else card
    prompt = card.get("prompt") if isinstance(card, dict) else data.get("title")
    parts.words.append(_string(prompt))


def _string(value: object) -> str:
    return "" if value is None else str(value)


_READERS: dict[str, Callable[[_Parts, Json], None]] = {
    "text": _text,
    "at": _at,
    "reply": _reply,
    "face": _face,
    "mface": _market_face,
    "image": _image,
    "video": _video,
    "record": _record,
    "file": _file,
    "forward": _forward,
    "json": _card,
    "xml": _card,
    "share": _card,
}
