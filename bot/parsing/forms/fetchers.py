"""Who fetches a child: by kinship, by his surname and what he is, or the writer himself."""

import re

from bot.parsing.forms import words
from bot.parsing.names.aliases import CARD_SURNAMES
from bot.parsing.whose import KIN

_SURNAME = f"[{''.join(sorted(CARD_SURNAMES))}]"
_HAN = "[\u4e00-\u9fff]"
_FETCHES = r"(?=[来去]?(?:[接送领]|\W*(?:电话|手机|1[3-9]\d{9})))"
_TEACHER = rf"{_SURNAME}老师"
_GROWN = rf"{_SURNAME}(?:师傅|阿姨|叔叔|[姐哥嫂婶姨叔])"
_SELF = rf"我(?:们|自己|本人){{0,2}}(?:和|跟|、|{_FETCHES})|本人"
CALLED = re.compile(rf"{_GROWN}|(?!公[司交园寓斤务]){KIN.pattern}|{_SELF}")
OTHERS = re.compile(rf"{_TEACHER}|(?:{words.one_of('helpers')}|{_SURNAME}{_HAN}{{1,2}}?){_FETCHES}")
# 收到王老师 and 谢谢王老师 speak to the teacher.
ADDRESS = re.compile(
    rf"(?:^(?:{words.one_of('leads')}|\W)*|{words.one_of('thanks')}(?:了|您|你|\W)*){_TEACHER}(?!{_FETCHES})(?:您?好|了)?"
)
