"""Who was at a meeting, in the words of a teacher."""

import re

ALL_BUT = re.compile(
    r"除了?(?P<names>.+?)(?:[,，\s]*(?:以外|之外|外|没来|没到))?[,，\s]*(?:其他|其余|别的)?(?:人|家长)?(?:全|都)(?:来|到|参加)"
)
ABSENT = re.compile(r"(?:没来|没到|缺席|没参加|请假)")
CAME_BY = re.compile(r"是?(?:他|她|孩子)?(?:的)?(?P<kin>.{1,4}?)(?:来的|代|到的|参加)")
TOLD = re.compile(r"来了|到了|没来|没到|缺席|参加了|到齐|全勤|除了")
