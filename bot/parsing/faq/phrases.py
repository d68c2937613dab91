"""Words of a lexicon, found in a text: at each place the longest."""

from collections.abc import Iterator, Mapping


class Phrases:
    """A lexicon from ideas to the words for them. Build it once."""

    def __init__(self, ideas: Mapping[str, str]) -> None:
        """`ideas`: the words of each idea in one string, split at white space."""
        self._ideas: dict[str, list[str]] = {}
        for idea, words in ideas.items():
            for word in words.split():
                self._ideas.setdefault(word, []).append(idea)
        self._lengths: dict[str, list[int]] = {}
        for word in sorted(self._ideas, key=len, reverse=True):
            lengths = self._lengths.setdefault(word[0], [])
            if len(word) not in lengths:
                lengths.append(len(word))

    def find(self, text: str) -> Iterator[tuple[int, int, list[str]]]:
        """(start, end, ideas) of the longest word at each place; words may overlap."""
        for start, char in enumerate(text):
            for length in self._lengths.get(char, ()):
                ideas = self._ideas.get(text[start : start + length])
                if ideas is not None:
                    yield start, start + length, ideas
                    break
