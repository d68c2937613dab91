"""Words of somebody else that stand above the writer's own, as programs copy them into a line."""

import re

_DASHES = r"[ \-—－―–_]{5,}"
_QUOTED = re.compile(
    rf"\s*「[^」]*」\s*\n\s*{_DASHES}\s*\n|\s*「[^」：:\n]{{1,40}}[：:][^」]*」\s*\n"
)


def own(text: str) -> str:
    """The writer's own words, without the message that he answers."""
    found = _QUOTED.match(text) if "「" in text else None
    return text[found.end() :] if found else text
