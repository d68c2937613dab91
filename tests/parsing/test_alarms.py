"""Danger and what only sounds like it: lines that no reader was trained on, counted."""

from pathlib import Path

from bot.parsing import replies
from bot.parsing.meaning import Intent

LINES = Path(__file__).with_name("alarm_rows.tsv").read_text("utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES]


def alarmed(text: str) -> bool:
    return Intent.EMERGENCY in replies.load().intents(text).intents


def test_nearly_every_danger_is_heard() -> None:
    dangers = [text for kind, text in ROWS if kind == "alarm"]
    missed = [text for text in dangers if not alarmed(text)]
    assert len(dangers) >= 90
    assert len(missed) <= 5, missed


def test_hardly_anything_else_is_taken_for_danger() -> None:
    others = [text for kind, text in ROWS if kind == "calm"]
    wrong = [text for text in others if alarmed(text)]
    assert len(others) >= 140
    assert len(wrong) <= 6, wrong
