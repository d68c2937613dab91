"""What is a family's own affair: health, mind, home, custody, law, money, disability, faith, harm."""

import re
import tomllib
from pathlib import Path

_TABLE: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
KINDS = {kind: re.compile("|".join(said)) for kind, said in _TABLE.items()}
ANY = re.compile("|".join(pattern.pattern for pattern in KINDS.values()))
# Told by a family in one word, and in no hurry: who lives with whom, who may fetch the child.
PARTED = re.compile("|".join(KINDS[kind].pattern for kind in ("home", "custody", "law")))


def touched(text: str) -> bool:
    """Do these words of a record touch what is the family's own affair?"""
    return bool(ANY.search(text))
