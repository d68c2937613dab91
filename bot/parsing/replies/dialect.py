"""Words of the regions and of hasty fingers, turned into the standard ones before reading."""

import re
import tomllib
from pathlib import Path

from bot.parsing.names import sounds

_TABLE: dict[str, str] = tomllib.loads(Path(__file__).with_name("dialect.toml").read_text("utf-8"))[
    "words"
]


def _words() -> dict[str, str]:
    table: dict[str, str] = {}
    for word, forms in _TABLE.items():
        for form in forms.split():
            table.setdefault(sounds.simplified(form), word)
    return table


_WORDS = _words()
_FORMS = re.compile("|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)))


def standard(text: str) -> str:
    """Simplified `text` in standard words."""
    return _FORMS.sub(lambda form: _WORDS[form[0]], text)
