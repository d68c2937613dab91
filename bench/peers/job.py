"""The common job of the peers: what kind a short message is, and the row that is kept of it."""

import re

SCHEMA = """CREATE TABLE IF NOT EXISTS contact(
  id INTEGER PRIMARY KEY AUTOINCREMENT, message_id INTEGER NOT NULL, self_id INTEGER NOT NULL,
  group_id INTEGER NOT NULL, user_id INTEGER NOT NULL, time INTEGER NOT NULL,
  kind TEXT NOT NULL, text TEXT NOT NULL)"""
INDEX = "CREATE INDEX IF NOT EXISTS contact_group_user ON contact(group_id, user_id, time)"
INSERT = """INSERT INTO contact(message_id, self_id, group_id, user_id, time, kind, text)
  VALUES(?, ?, ?, ?, ?, ?, ?)"""
COMMAND = "status"

KIND = re.compile(
    r"(?P<command>^/\S+)"
    r"|(?P<leave>请假[一半两\d:：]|请病假|请事假|事假|病假)"
    r"|(?P<question>[?？]|请问|什么|几点|怎么|哪|吗$)"
    r"|(?P<ack>收到|知道了|明白|已阅|^好的|^嗯嗯|^1$|^[oO][kK]|^ＯＫ)"
)


def kind_of(text: str) -> str:
    found = KIND.search(text)
    return found.lastgroup or "" if found else "chat"
