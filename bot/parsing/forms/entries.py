"""A line of a chain cut into its parts: the child's name, the values, a refusal, an aside."""

import re

from bot.parsing import clauses
from bot.parsing.chains.words import LEXICON, any_of, without_emoji
from bot.parsing.forms import choices, lone, values, wishes, words
from bot.parsing.forms.asked import Form

_RELATION = re.compile(rf"^(?:的?(?:{any_of(LEXICON['relations'])}))+")
_THANKS = re.compile(r"(?:谢谢|謝謝|感谢|辛苦|麻烦)(?:了|您|老师|老師){0,4}$")
_FIRST = re.compile(r"[^\d\s,:、;+/|-]+")
_ASIDE = re.compile(r"\(([^()]*)\)")
_EDGES = " ,、;:。!~/|+-—"


def parts(text: str, form: Form, name: str) -> tuple[str, str, str]:
    """The words of the values, those that refuse, and what stands in brackets."""
    line = " ".join(clauses.clean(without_emoji(text)).split()).strip(_EDGES)
    said = _without_name(_THANKS.sub("", line).strip(_EDGES), form, name)
    aside = " ".join(_ASIDE.findall(said))
    outside = _ASIDE.sub(" ", said).strip()
    if not outside:
        outside, aside = aside, ""
    outside = lone.spelled(outside, form)
    no = _refused(outside, form)
    return outside[: len(outside) - len(no)].strip(_EDGES), no, aside


def _without_name(said: str, form: Form, name: str) -> str:
    """The words behind the child's name and relation; an unknown first word is the name."""
    before, cut, after = said.partition(name) if name else ("", "", "")
    if not cut:
        before, after = "", _behind_first_word(said, form)
    rest = _RELATION.sub("", after.strip(_EDGES)).strip(_EDGES)
    return f"{before.strip(_EDGES)} {rest}".strip()


def _behind_first_word(said: str, form: Form) -> str:
    first = _FIRST.match(said)
    if first is None or form.refusal(first[0]):
        return said
    offers = any(choices.found(first[0], c, words.names(f)) for f, c in form.choices.items())
    return said if offers else said[first.end() :]


def _refused(said: str, form: Form) -> str:
    """The refusal with what follows it, unless a value stands there: 不要太大 140码."""
    no = "" if wishes.named(said, form) else form.refusal(said)
    valued = any(values.shaped(form.kinds[field], no) for field in form.wanted)
    return "" if valued else no
