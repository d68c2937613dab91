"""The words that a notice offers as answers: 能来的扣1，不能来的扣2; 回“去”或“不去”; 订 or 不订."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.parsing import clauses, polls
from bot.parsing.answers import NOTHING, Answer
from bot.parsing.attend import COMES, STAYS

_OPEN, _CLOSE = r"[“\"「『']?", r"[”\"」』']?"
_GIVE = r"(?:回复?|扣|打|发|复|写)"
_EACH = re.compile(
    r"(?P<who>[^，,。；;：:、!！\s“”\"'「」『』？?]{1,12}?)(?:的(?:家长|家庭|同学|孩子)?)?(?:请|就|都)?"
    rf"{_GIVE}\s*(?P<open>{_OPEN})(?P<word>[0-9A-Za-z]|[\u4e00-\u9fff]{{1,4}}){_CLOSE}(?=[，,。；;、\s!！]|$)"
)
_PAIR = re.compile(
    rf"{_GIVE}\s*{_OPEN}(?P<yes>[\u4e00-\u9fff]{{1,4}}?){_CLOSE}\s*(?:或者?|[/、]|还是){_GIVE}?\s*{_OPEN}(?P<no>不(?P=yes)){_CLOSE}"
)
_SEEN = re.compile(r"收到|看到|知|阅|明白|懂|清楚|疑问|问题")
_COMING = re.compile(r"参加|[来去到]|出席|报名?$")
_NEGATES = re.compile(r"不|没|无法|缺席")
_BOTH = 2
# What may stand around the one word: 我家订, 回1, 选2吧, 不订了 谢谢老师.
_BEFORE = r"(?:回复?|选|扣|打|我们?家?|咱家?|孩子|娃|那就?|就|好的?|老师|收到)*"
_BEHIND = r"(?:一[份个]|[了吧啦哈的哦呀啊]|谢谢|老师|您)*"


@dataclass(frozen=True, slots=True)
class Offer:
    """`who` gives the answer `word`: 不能来的 and 2."""

    who: str
    word: str

    @property
    def negates(self) -> bool:
        return bool(_NEGATES.search(self.who) or _NEGATES.match(self.word))


@lru_cache(maxsize=512)
def offers(body: str) -> tuple[Offer, ...]:
    """The two answers that a notice offers, as they stand there; () where it offers none."""
    each = list(_EACH.finditer(body))
    if len(each) == _BOTH and _alike(*each):
        found = tuple(Offer(m["who"], m["word"]) for m in each)
    elif pair := _PAIR.search(body):
        found = (Offer(pair["yes"], pair["yes"]), Offer(pair["no"], pair["no"]))
    else:
        return ()
    return () if any(_SEEN.search(f"{o.who} {o.word}") for o in found) else found


def _alike(one: re.Match[str], other: re.Match[str]) -> bool:
    """Two signs, two words in quotes, or a word and its contrary: 打电话 offers nothing."""
    if one["word"] == other["word"]:
        return False
    signs = one["word"].isascii() and other["word"].isascii()
    return signs or bool(one["open"] and other["open"]) or other["word"] == f"不{one['word']}"


def invites(body: str) -> bool:
    """Is what it offers to come or to stay away?"""
    found = offers(body)
    coming = any(_COMING.search(o.who) or _COMING.search(o.word) for o in found)
    return coming and sum(o.negates for o in found) == 1


def options(body: str) -> tuple[str, ...]:
    """The two answers as the options of a vote: the words, or what the signs stand for."""
    found = () if polls.ASKS.search(body) else offers(body)
    return tuple(o.who if o.word.isascii() else o.word for o in found)


def coded(body: str, text: str) -> Answer:
    """What an offered word alone says to an invitation or a vote; NOTHING for other words."""
    said = clauses.bare_words(text)
    fits = [o for o in offers(body) if _is(o, said)]
    if len(fits) != 1:
        return NOTHING
    if invites(body):
        return Answer("answer", STAYS if fits[0].negates else COMES)
    at = offers(body).index(fits[0])
    return Answer("answer", options(body)[at]) if options(body) else NOTHING


def _is(offer: Offer, said: str) -> bool:
    words = "|".join(re.escape(word.casefold()) for word in (offer.word, offer.who))
    return bool(re.fullmatch(rf"{_BEFORE}(?:{words}){_BEHIND}", said))
