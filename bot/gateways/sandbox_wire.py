"""The sandbox's wire: the frames a page may send, and how a line looks to it. Pure."""

from base64 import b64encode
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from bot.clock import china
from bot.gateways.sandbox_stage import BOT, chat_of
from bot.messages import Attachment, Inbound, Kind, Outbound

LONGEST = 5_000

Frame = dict[str, object]


class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True)


class Say(_Wire):
    """Somebody writes. `name` is a picture's file name."""

    type: Literal["say"]
    chat: str
    sender: str = Field(alias="from")
    kind: Literal[Kind.TEXT, Kind.VOICE, Kind.STICKER, Kind.IMAGE] = Kind.TEXT
    text: str = Field(default="", max_length=LONGEST)
    name: str = Field(default="", max_length=200)
    quote: str = ""


class TakeBack(_Wire):
    """Somebody takes an own line back."""

    type: Literal["recall"]
    chat: str
    sender: str = Field(alias="from")
    id: str


class Play(_Wire):
    """Show the example conversation."""

    type: Literal["play"]


class Stop(_Wire):
    """Break the example off."""

    type: Literal["stop"]


Wish = Say | TakeBack | Play | Stop
_WISHES: TypeAdapter[Wish] = TypeAdapter(Annotated[Wish, Field(discriminator="type")])


def read(raw: str | bytes) -> Wish | None:
    """One frame from a page, or None when it is none."""
    try:
        return _WISHES.validate_json(raw)
    except ValidationError:
        return None


def heard(line: Inbound) -> Frame:
    """A person's line as the pages show it."""
    return {
        "type": "message",
        "chat": chat_of(line.chat),
        "from": line.sender,
        "card": line.card,
        "kind": line.kind.value,
        "text": line.text,
        "id": line.id,
        "at": china(line.sent_at).isoformat(),
    } | _filled(
        quote=line.quote,
        mentions=list(line.mentions),
        file={"name": line.name} if line.name else None,
    )


def spoken(message: Outbound, card: str, id_: str, at: datetime) -> Frame:
    """The bot's message as the pages show it. A file carries its cells, its text or its drawing."""
    return {
        "type": "message",
        "chat": chat_of(message.to),
        "from": BOT,
        "card": card,
        "kind": (Kind.FILE if message.file else Kind.TEXT).value,
        "text": message.text,
        "id": id_,
        "at": china(at).isoformat(),
    } | _filled(
        quote=message.quote,
        mentions=list(message.mentions),
        file=_file(message.file) if message.file else None,
    )


def _file(file: Attachment) -> Frame:
    sheets = [{"name": name, "rows": rows} for name, rows in file.sheets]
    drawn = (
        file.picture and "data:image/svg+xml;base64," + b64encode(file.picture.encode()).decode()
    )
    return {"name": file.name} | _filled(sheets=sheets, text=file.text, picture=drawn)


def _filled(**values: object) -> Frame:
    return {key: value for key, value in values.items() if value}
