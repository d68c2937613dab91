"""The lines that people wrote and read for training: corpus/replies, one file for each hand."""

import json
from pathlib import Path
from typing import Any

from bot.parsing.meaning import OpenNotice

FOLDER = Path("corpus/replies")
Example = dict[str, Any]


def read_hand(path: Path) -> list[Example]:
    """The examples of one file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def hands(folder: Path = FOLDER) -> dict[str, list[Example]]:
    """Every hand's examples by the name of the hand."""
    return {path.stem: read_hand(path) for path in sorted(folder.glob("*.jsonl"))}


def notice_of(example: Example) -> OpenNotice | None:
    """The open notice of an example."""
    told = (example.get("context") or {}).get("open_notice")
    if not told:
        return None
    return OpenNotice(told["kind"], told.get("title", ""), tuple(told.get("options") or ()))
