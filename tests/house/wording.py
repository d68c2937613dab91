"""Reads out of the code which texts it says, and with which facts, as far as they stand there."""

import ast
import string
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot import texts
from tests.house.source import Source, below, called, dotted

# What is called -> which argument is the key, and what stands before it in the text files.
SAYS = {
    "texts.say": (0, ""),
    "texts.find": (0, ""),
    "tell": (1, ""),
    "alarm": (1, ""),
    "UserError": (0, "errors."),
}
OWN = {  # names that mean this in one folder alone
    "bot/cli": {"help_of": (0, "cli."), "say": (0, "cli.")},
    "bot/__main__.py": {"help_of": (0, "cli.")},
    "bot/commands": {"Refused": (0, "refuse.")},
}
BARE = frozenset({"texts.find", "help_of"})  # these fill in no facts


@dataclass(frozen=True)
class Saying:
    """A call that names a text. `key` ends in "." where only its beginning stands there.

    `facts` are None where they are handed on as a whole.
    """

    where: str
    key: str
    facts: frozenset[str] | None

    @property
    def fault(self) -> str:
        """What is wrong with it, "" for nothing."""
        try:
            text = texts.find(self.key.rstrip("."))
        except (KeyError, TypeError):
            return f"{self.where} {self.key}: no such text"
        if self.key.endswith("."):
            return "" if isinstance(text, dict) else f"{self.where} {self.key}: no table of texts"
        missing = sorted(placeholders(text) - self.facts) if self.facts is not None else []
        return f"{self.where} {self.key}: {', '.join(missing)} not told" if missing else ""


def placeholders(text: Any) -> set[str]:
    """The names in braces."""
    if not isinstance(text, str):
        return set()
    return {name.split(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name}


def sayings(source: Source) -> Iterator[Saying]:
    """Every call of this file that names a text."""
    own = next((says for place, says in OWN.items() if below(source.path, place)), {})
    known = SAYS | own
    for call in source.calls:
        name = _name(call)
        place, before = known.get(name, (None, ""))
        if place is not None and len(call.args) > place:
            facts = None if name in BARE else _facts(call)
            for key in _keys(call.args[place]):
                yield Saying(f"{source.at(call)} {called(call)}", before + key, facts)


def _name(call: ast.Call) -> str:
    """texts.say as it stands there, a method by its name alone."""
    full = dotted(call.func)
    return full if full in SAYS else called(call)


def _keys(node: ast.expr) -> Iterator[str]:
    """The keys that stand there; of one that is put together its beginning, up to a dot."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _keys(node.body)
        yield from _keys(node.orelse)
    elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        beginning = str(node.values[0].value)
        if "." in beginning:
            yield beginning[: beginning.rindex(".") + 1]


def _facts(call: ast.Call) -> frozenset[str] | None:
    """The names of the facts, None where some are handed on as a whole."""
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)
