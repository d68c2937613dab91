"""Questions to answers of a FAQ, JSON lines in and out: `jialian understand faq`."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from bot.errors import UserError
from bot.parsing.faq import Faq, FaqEntry

_TEXTS = Path(__file__).with_suffix(".toml").read_text("utf-8")
_ERRORS: dict[str, str] = tomllib.loads(_TEXTS)["errors"]


def faq(lines: Iterable[str], entries: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One line out for each `{"id", "query"}` in: ranking, score, answered.

    `entries` have `id`, `question` and perhaps `similar` and `answer`. A line that cannot be read
    gives `{"error"}`. Raises UserError for an entry without id or question.
    """
    asked = Faq([_entry(entry) for entry in entries])
    for line in lines:
        yield orjson.dumps(_answer(line, asked)).decode()


def _entry(entry: Mapping[str, Any]) -> FaqEntry:
    try:
        similar = tuple(map(str, entry.get("similar") or ()))
        answer = str(entry.get("answer") or "")
        return FaqEntry(str(entry["id"]), str(entry["question"]), similar, answer)
    except (KeyError, TypeError, AttributeError) as reason:
        raise UserError("bad_entries", text=_ERRORS["bad_entries"]) from reason


def _answer(line: str, asked: Faq) -> dict[str, object]:
    try:
        question = orjson.loads(line)
    except orjson.JSONDecodeError:
        return {"error": _ERRORS["not_json"]}
    if not isinstance(question, dict):
        return {"error": _ERRORS["not_json"]}
    query = question.get("query")
    if not isinstance(query, str):
        return {"id": question.get("id"), "error": _ERRORS["no_query"]}
    found = asked.ask(query)
    return {
        "id": question.get("id"),
        "ranking": found.ranking,
        "score": round(found.score, 4),
        "answered": found.answered,
    }
