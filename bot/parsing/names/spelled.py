"""Names in Latin letters: pinyin in either order, and initials."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.parsing.meaning import Pupil
from bot.parsing.names import sounds
from bot.parsing.names.aliases import Kind, parts
from bot.parsing.names.aliasing import Hit, Level

_SHORTEST = 2


class Spelled:
    """The names of a class as one types them without Chinese characters."""

    def __init__(self, pupils: Sequence[Pupil]) -> None:
        self._found: dict[str, dict[Kind, dict[str, None]]] = defaultdict(dict)
        for pupil in pupils:
            for kind, letters in _spellings(pupil.name):
                self._found[letters].setdefault(kind, {})[pupil.id] = None

    def best(self, letters: str) -> Hit | None:
        """Whom `letters` (small, without blanks) spell; one character is never enough."""
        found = self._found.get(letters.replace("'", ""))
        if not found:
            return None
        kind = min(found)
        return Hit(tuple(found[kind]), kind, Level.SAME, len(letters))


def _spellings(name: str) -> Iterator[tuple[Kind, str]]:
    plain = sounds.simplified(name.replace(" ", "")).replace("·", "")
    cut = parts(plain)
    for said in sounds.readings(cut.surname, cut.given):
        first, given = said[: len(cut.surname)], said[len(cut.surname) :]
        for letters in ("".join(said), "".join(given + first)):
            yield from ((Kind.FULL, typed) for typed in _typed(letters))
        if len(given) >= _SHORTEST:
            yield from ((Kind.GIVEN, typed) for typed in _typed("".join(given)))
        yield Kind.ONE, "".join(syllable[0] for syllable in said)


def _typed(letters: str) -> set[str]:
    """ü is typed as v, u or yu."""
    return {letters.replace("v", typed) for typed in ("v", "u", "yu")}
