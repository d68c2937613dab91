"""Reads what a form of the paste desk sends, files too, without ever laying them on a disk."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from aiohttp import BodyPartReader, web

from bot.clock import CHINA
from bot.errors import UserError

LARGEST = 20 * 1024 * 1024  # bytes of one form
_CHUNK = 256 * 1024
FIELD = "field"  # before the place of a field among those that a notice asks for


Form = Mapping[str, str | bytes]


class Refused(UserError):
    """A form that cannot be taken as it is. `code` names a text under [desk.errors]."""


async def read(request: web.Request) -> Form:
    """The fields by name: text, or the bytes of a file. Raises Refused("too_big").

    A file that was left empty is not there.
    """
    if not request.content_type.startswith("multipart/"):
        return {name: str(value) for name, value in (await request.post()).items()}
    found: dict[str, str | bytes] = {}
    left = LARGEST
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = await _content(part, left)
        left -= len(data)
        if part.filename is None:
            found[part.name] = data.decode("utf-8", errors="replace")
        elif data:
            found[part.name] = data
    return found


async def _content(part: BodyPartReader, most: int) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk(_CHUNK):
        data += chunk
        if len(data) > most:
            raise Refused("too_big")
    return bytes(data)


def text(form: Form, name: str) -> str:
    """A field in words, "" where it is missing."""
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def log_of(form: Form) -> bytes | str | None:
    """The log in a form: the file, else what was pasted; None where there is neither."""
    file = form.get("file")
    return file if isinstance(file, bytes) else text(form, "log") or None


def moment(form: Form, name: str) -> datetime | None:
    """A local time of a form, which is Chinese time; None if empty. Raises Refused("moment")."""
    written = text(form, name)
    try:
        return datetime.fromisoformat(written).replace(tzinfo=CHINA) if written else None
    except ValueError:
        raise Refused("moment", value=written) from None


def answer(form: Form, fields: Sequence[str]) -> str | dict[str, str] | None:
    """What a family answers: an option, or a value for each of the `fields` that was filled in."""
    told = {field: text(form, f"{FIELD}{place}") for place, field in enumerate(fields)}
    filled = {field: value for field, value in told.items() if value}
    return filled or text(form, "answer") or None
