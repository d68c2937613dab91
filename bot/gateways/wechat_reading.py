"""A Wechaty gateway's messages and events to ours. No connection and no clock here. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.gateways import wechat_cards, wechat_words
from bot.gateways.wechat_cards import Card
from bot.gateways.wechat_wire import Event, EventType, Told
from bot.gateways.wechat_words import WORDS
from bot.messages import Address, Inbound, Kind, Names, Platform
from bot.parsing import chains

_MILLISECONDS = 100_000_000_000  # in seconds this is the year 5138
_VOICE = re.compile(r"voicelength=\"(\d+)\"")
_TEXT, _UNKNOWN = 7, 0
_KINDS = {
    0: Kind.SYSTEM,
    1: Kind.FILE,
    2: Kind.VOICE,
    3: Kind.FORWARD,  # somebody's card
    4: Kind.FORWARD,
    5: Kind.STICKER,
    6: Kind.IMAGE,
    7: Kind.TEXT,
    8: Kind.FORWARD,  # a place
    9: Kind.FORWARD,  # a small program
    10: Kind.TEXT,  # a chain
    11: Kind.SYSTEM,  # money
    12: Kind.SYSTEM,
    13: Kind.RECALL,
    14: Kind.FORWARD,  # a link
    15: Kind.IMAGE,  # a video
    16: Kind.FORWARD,  # a post
}


@dataclass(frozen=True, slots=True)
class Around:
    """What a message does not say itself. `bot_names`: what the bot is called where it came."""

    bot: str
    now: datetime
    card: str = ""
    names: Names | None = None
    bot_names: tuple[str, ...] = ()


def to_inbound(told: Told, around: Around) -> Inbound | None:
    """Translate one message; None for the bot's own and for what says nothing."""
    if told.sender in ("", around.bot):
        return None
    card, called = _read(told)
    if not (card.text or card.name or card.quote) and card.kind in {Kind.TEXT, Kind.SYSTEM}:
        return None
    return Inbound(
        id=told.id,
        bot=around.bot,
        chat=chat_of(told),
        sender=told.sender,
        text=card.text,
        sent_at=moment(told.time, around.now),
        kind=card.kind,
        card=around.card,
        name=re.split(r"[\\/]", card.name)[-1][:255],
        quote=card.quote or card.quoted,
        mentions=_mentions(told, called, around),
        quoted=card.quoted,
        chain=card.chain,
        names=around.names,
    )


def chat_of(told: Told) -> Address:
    if told.room:
        return Address(Platform.WECHAT, told.room, is_group=True)
    return Address(Platform.WECHAT, told.sender)


def moment(time: object, now: datetime) -> datetime:
    """Puppets tell seconds or milliseconds, or nothing at all."""
    if not isinstance(time, int | float) or time <= 0:
        return now
    return datetime.fromtimestamp(time / 1000 if time > _MILLISECONDS else time, UTC)


def _read(told: Told) -> tuple[Card, tuple[str, ...]]:
    """What a message says, and which names it calls."""
    if found := wechat_cards.read(told.text):
        card = _typed(found) if told.type == _TEXT else found
        return replace(card, name=card.name or told.name), ()
    kind = _KINDS.get(told.type, Kind.TEXT)
    if kind is Kind.SYSTEM and told.type == _UNKNOWN and chains.is_chain(told.text):
        kind = Kind.TEXT
    if kind is Kind.TEXT:
        said = wechat_words.read(told.text)
        return Card(kind, said.text, quoted=said.quoted), said.called
    return _wordless(kind, told), ()


def _typed(card: Card) -> Card:
    """XML that a text holds may be typed by hand: it proves nothing about messages of others."""
    quote = card.quote if card.kind is Kind.TEXT else ""
    return Card(Kind.TEXT, card.text, quote=quote, quoted=card.quoted)


def _wordless(kind: Kind, told: Told) -> Card:
    """What is no text. XML that only a client can read is left out."""
    text = "" if told.text.lstrip().startswith("<") else wechat_words.plain(told.text.strip())
    if kind is Kind.RECALL:
        return Card(kind, quote=text)
    if kind is Kind.VOICE:
        length = _VOICE.search(told.text)
        return Card(kind, f'{round(int(length[1]) / 1000)}"' if length else "", told.name)
    if kind is Kind.STICKER:
        return Card(kind, text or f"[{WORDS['words']['sticker']}]")
    if kind is Kind.SYSTEM:
        return Card(kind)
    return Card(kind, text if kind is Kind.FORWARD else "", told.name)


def _mentions(told: Told, called: tuple[str, ...], around: Around) -> tuple[str, ...]:
    """Whom it calls. Some gateways tell no ids: then the bot goes by what it is called."""
    found = ["bot" if who == around.bot else who for who in told.mentions]
    if not found and not set(called).isdisjoint(around.bot_names):
        found.append("bot")
    if wechat_words.calls_all(called):
        found.append("all")
    return tuple(dict.fromkeys(found))


def people(event: Event) -> Sequence[str]:
    """Who came or went."""
    key = {EventType.JOIN: "inviteeIdList", EventType.LEAVE: "removeeIdList"}.get(event.type, "")
    found = event.data.get(key) or ()
    return [str(who) for who in found if who]


def change(event: Event, who: str, around: Around) -> Inbound:
    """Somebody came or went, or (`who` empty) a group is called otherwise now."""
    kind = {EventType.JOIN: Kind.JOIN, EventType.LEAVE: Kind.LEAVE}.get(event.type, Kind.SYSTEM)
    room, time = str(event.data.get("roomId", "")), event.data.get("timestamp")
    at = moment(time, around.now)
    id_ = f"{kind}:{who}:{at.timestamp():.0f}"  # the same event again has the same id
    chat = Address(Platform.WECHAT, room, is_group=True)
    return Inbound(id_, around.bot, chat, who, "", at, kind, card=around.card, names=around.names)


def called(room: str, who: str, here: Around, names: Names) -> Inbound:
    """How a room, or somebody in private, is called."""
    chat = Address(Platform.WECHAT, room or who, is_group=bool(room))
    id_ = f"{Kind.SYSTEM}:{room or who}:{here.now.timestamp():.0f}"
    return Inbound(id_, here.bot, chat, who, "", here.now, Kind.SYSTEM, names=names)


def gap(since: datetime | None, here: Around) -> Inbound:
    """Nothing was heard anywhere since then; None: since this program last ran."""
    chat = Address(Platform.WECHAT, "", is_group=True)
    id_ = f"{Kind.GAP}:{here.now.timestamp():.0f}"
    told = since.isoformat() if since else ""
    return Inbound(id_, here.bot, chat, "", told, here.now, Kind.GAP)
