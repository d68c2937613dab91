"""Our messages to OneBot v11 actions, and what the answers to them mean."""

import base64
import re
from typing import NamedTuple, NoReturn

from bot.errors import GatewayError, Unreachable
from bot.gateways.onebot_segments import WORDS, Json
from bot.messages import Outbound

_SAFE_INTEGER = 2**53  # beyond it implementations in JavaScript round
_QQ_RESULT = re.compile(r'"?result"?\s*[:=]\s*(-?\d+)')
_REASONS = {110: "removed", 120: "muted"}
_VAGUE = frozenset({-1, 200, 1200, 9000})  # without words these say only that something broke


class Call(NamedTuple):
    """One action with its parameters."""

    action: str
    params: Json


def to_calls(message: Outbound, data: bytes = b"") -> list[Call]:
    """Actions for one outgoing message, in order; `data` are the bytes of its file.

    The file goes first: it is what may be refused, and then nothing has been said yet.
    """
    if message.recall:
        return [Call("delete_msg", {"message_id": number(message.recall)})]
    file = message.file
    scope, to = _target(message)
    calls = []
    if file and not file.picture:
        upload = {**to, "file": _inline(data), "name": file.name}
        calls.append(Call(f"upload_{scope}_file", upload))
    segments = _segments(message)
    if file and file.picture:  # it is seen where it stands, and needs no upload of its own
        segments.append(_segment("image", file=_inline(data)))
    if segments:
        calls.append(Call(f"send_{scope}_msg", {**to, "message": segments}))
    return calls


def message_id(answer: Json) -> str:
    """The id of what was sent, "" where none was given.

    Raises GatewayError (Unreachable with its reason) for a definite refusal, TimeoutError when
    the answer does not tell whether the message arrived.
    """
    code = answer.get("retcode", 0)
    if answer.get("status") == "async" or code == 1:
        raise TimeoutError("async")
    if answer.get("status") != "ok" or code != 0:
        _refuse(code, _said(answer))
    data = answer.get("data")
    given = data.get("message_id") if isinstance(data, dict) else None
    return "" if given is None else str(given)


def _refuse(code: object, said: str) -> NoReturn:
    reason = _reason(code, said)
    if reason:
        raise Unreachable(reason=reason)
    if _any(WORDS["unknown"]["words"], said) or (code in _VAGUE and not said):
        raise TimeoutError(str(code))
    raise GatewayError(reason=str(code))


def _reason(code: object, said: str) -> str:
    inner = _QQ_RESULT.search(said)
    for number in (code, int(inner[1]) if inner else None):
        if isinstance(number, int) and number in _REASONS:
            return _REASONS[number]
    if _any(WORDS["unknown"]["words"], said):
        return ""
    refusals: dict[str, list[str]] = WORDS["refusals"]
    return next((reason for reason, words in refusals.items() if _any(words, said)), "")


def _said(answer: Json) -> str:
    given = {str(answer.get(key) or "") for key in ("wording", "message", "msg")}
    return " ".join(given).strip().lower()


def _any(words: list[str], said: str) -> bool:
    return any(word in said for word in words)


def _inline(data: bytes) -> str:
    return "base64://" + base64.b64encode(data).decode("ascii")


def _target(message: Outbound) -> tuple[str, Json]:
    """Where it goes. With a shared group beside them strangers get it in a temporary session."""
    to = message.to
    if to.is_group:
        return "group", {"group_id": number(to.id)}
    group = {"group_id": number(message.through)} if message.through else {}
    return "private", {"user_id": number(to.id), **group}


def _segments(message: Outbound) -> list[Json]:
    """Quote, mentions and text as segments: text in them is never read as a CQ code."""
    found = [_segment("reply", id=message.quote)] if message.quote else []
    if message.to.is_group:
        found += [_segment("at", qq=who) for who in message.mentions if who != "bot"]
    if message.text:
        gap = " " if found and found[-1]["type"] == "at" else ""
        # A half of a surrogate pair cannot be written as UTF-8.
        text = message.text.encode("utf-8", "replace").decode("utf-8")
        found.append(_segment("text", text=gap + text))
    return found


def _segment(kind: str, **data: str) -> Json:
    return {"type": kind, "data": data}


def number(id_: str) -> int | str:
    """An id as the number it was, where it was one that survives the way."""
    if re.fullmatch(r"-?[1-9][0-9]{0,15}", id_) and abs(int(id_)) < _SAFE_INTEGER:
        return int(id_)
    return id_
