"""OneBot v11 events to our messages. No sockets and no clock here: JSON in, `Inbound` out."""

import json
from datetime import UTC, datetime

import orjson

from bot.gateways.onebot_segments import Json, read
from bot.messages import Address, Inbound, Kind, Platform

_NOBODY = frozenset({"0", "80000000"})  # a missing account; what anonymous members share
_NO_GROUP = frozenset({"0", "284840486"})  # a missing group; where forwarded records claim to be
_MILLISECONDS = 100_000_000_000  # in seconds this is the year 5138
_NOTICES = {
    "group_recall": Kind.RECALL,
    "friend_recall": Kind.RECALL,
    "group_increase": Kind.JOIN,
    "group_decrease": Kind.LEAVE,
    "group_card": Kind.CARD,
}
# What looks empty in QQ: spaces, fillers of Hangul and Braille, marks of no width.
_INVISIBLE = " \t\r\n\u00a0\u00ad\u115f\u1160\u2000\u2002\u2003\u2009\u200b\u200c\u200d\u200e\u200f"
_INVISIBLE += "\u202a\u202b\u202c\u202d\u202e\u2060\u2800\u3000\u3164\ufeff\uffa0"


class MalformedEvent(ValueError):
    """An event that breaks the standard. Its text names the trouble and nothing that was said."""


def decode(frame: bytes) -> Json:
    """The JSON object in a frame. Raises MalformedEvent."""
    try:
        value = _loads(frame)
    except (ValueError, RecursionError):
        raise MalformedEvent("JSON") from None
    if type(value) is not dict:
        raise MalformedEvent(type(value).__name__)
    return value


def to_inbound(event: Json) -> Inbound | None:
    """Translate one event; None for what concerns nobody: own messages, heartbeats, pokes.

    Raises MalformedEvent.
    """
    try:
        kind = event["post_type"]
        if kind == "message":
            return _message(event)
        return _notice(event) if kind == "notice" else None
    except (AttributeError, LookupError, TypeError, ValueError, OverflowError, OSError) as error:
        raise MalformedEvent(type(error).__name__) from None


def identity(value: object) -> str:
    """An id as an opaque string, whatever its JSON type. Raises TypeError when it is none."""
    kind = type(value)
    if kind is int or (kind is str and value):
        return str(value)
    raise TypeError("id")


def _loads(frame: bytes) -> object:
    try:
        return orjson.loads(frame)
    except orjson.JSONDecodeError:
        # Half of a surrogate pair, as a careless split leaves it: read it as a question mark.
        text = json.dumps(json.loads(frame), ensure_ascii=False)
        return orjson.loads(text.encode("utf-8", "replace"))


def _message(event: Json) -> Inbound | None:
    bot, sender = identity(event["self_id"]), identity(event["user_id"])
    chat = _chat(event, event["message_type"], sender)
    if chat is None or sender == bot or sender in _NOBODY:
        return None
    said = read(event["message"], bot)
    if said.nothing:
        return None
    return Inbound(
        identity(event["message_id"]),
        bot,
        chat,
        sender,
        said.text,
        moment(event["time"]),
        said.kind,
        _card(event.get("sender")),
        said.name,
        said.quote,
        said.mentions,
    )


def _notice(event: Json) -> Inbound | None:
    kind = _NOTICES.get(event["notice_type"])
    if kind is None:
        return None
    bot, sender = identity(event["self_id"]), identity(event["user_id"])
    chat = _chat(event, event["notice_type"].partition("_")[0], sender)
    if chat is None or sender == bot or sender in _NOBODY:
        return None
    taken_back = identity(event["message_id"]) if kind is Kind.RECALL else ""
    card = _visible(event.get("card_new")) if kind is Kind.CARD else ""
    id_ = f"{kind}:{sender}:{taken_back or event['time']}"  # the same event again has the same id
    at = moment(event["time"])
    return Inbound(id_, bot, chat, sender, card, at, kind, card=card, quote=taken_back)


def _chat(event: Json, scope: object, sender: str) -> Address | None:
    """The scope decides, never a group id: private talk out of a group carries one too."""
    if scope == "group":
        group = identity(event["group_id"])
        return None if group in _NO_GROUP else Address(Platform.QQ, group, True)
    return Address(Platform.QQ, sender) if scope in ("private", "friend") else None


def _card(sender: object) -> str:
    if not isinstance(sender, dict):
        return ""
    return _visible(sender.get("card")) or _visible(sender.get("nickname"))


def _visible(name: object) -> str:
    return name.strip(_INVISIBLE) if isinstance(name, str) else ""


def moment(time: object) -> datetime:
    """A time in seconds or milliseconds since 1970. Raises TypeError, ValueError and the like."""
    stamp = float(time)  # type: ignore[arg-type]  # a TypeError here is what we want
    return datetime.fromtimestamp(stamp / 1000 if stamp > _MILLISECONDS else stamp, UTC)
