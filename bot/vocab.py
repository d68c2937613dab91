"""The school's vocabulary: the Chinese name of every contact kind, act, event, role and tag."""

import tomllib
from importlib.resources import files

_WORDS: dict[str, dict[str, str]] = tomllib.loads(
    files("bot").joinpath("vocab.toml").read_text("utf-8")
)
CONTACT_KINDS = _WORDS["contact_kinds"]
ACTS = _WORDS["acts"]
EVENTS = _WORDS["events"]
ANCHORS = _WORDS["anchors"]
UNITS = _WORDS["units"]
ROLES = _WORDS["roles"]
TAGS = _WORDS["tags"]
