"""Which of a family's children words mean without a name: by sex, or of one of them unsaid."""

import re
from collections.abc import Iterator

WORD = re.compile(
    r"(?P<男>儿子|(?<![表堂])(?:哥哥?|弟弟?)|男[孩生娃])"
    r"|(?P<女>女儿|闺女|(?<![表堂])(?:姐姐?|妹妹?)|女[孩生娃])"
    r"|老[大二三]|[大二小三](?:宝|娃|的)|(?:另|其中)?一个"
)
ALL = re.compile(r"都|俩|两[个人]|一起|也")


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Each such word's sex ("" where it tells none) and what is said of it, up to the next one."""
    found = list(WORD.finditer(text))
    starts = [word.start() for word in found]
    for word, end in zip(found, [*starts[1:], len(text)], strict=False):
        yield word.lastgroup or "", text[word.end() : end]


def are_all_meant(text: str) -> bool:
    """Do the words speak of all the children together?"""
    return bool(ALL.search(text))
