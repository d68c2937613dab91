"""The common job of the peers: what kind a short message is, and the row that is kept of it."""

import re
import tomllib
from pathlib import Path

SCHEMA = """CREATE TABLE IF NOT EXISTS contact(
  id INTEGER PRIMARY KEY AUTOINCREMENT, message_id INTEGER NOT NULL, self_id INTEGER NOT NULL,
  group_id INTEGER NOT NULL, user_id INTEGER NOT NULL, time INTEGER NOT NULL,
  kind TEXT NOT NULL, text TEXT NOT NULL)"""
INDEX = "CREATE INDEX IF NOT EXISTS contact_group_user ON contact(group_id, user_id, time)"
INSERT = """INSERT INTO contact(message_id, self_id, group_id, user_id, time, kind, text)
  VALUES(?, ?, ?, ?, ?, ?, ?)"""
COMMAND = "status"

WORDS = tomllib.loads(Path(__file__).parents[1].joinpath("words.toml").read_text("utf-8"))
KIND = re.compile(WORDS["peers"]["kind"], re.VERBOSE)


def kind_of(text: str) -> str:
    found = KIND.search(text)
    return found.lastgroup or "" if found else "chat"
