"""要 and 不要 alone: the value of the one field that it can mean."""

from bot.parsing.forms import reading, wishes, words
from bot.parsing.forms.asked import Form


def spelled(text: str, form: Form) -> str:
    """3人 不要 as 3人 午餐不要: the one field that it can mean, where other values are told."""
    open_, found = wishes.fields(form), list(wishes.ALONE.finditer(text))
    if len(open_) != 1 or len(found) != 1 or words.mentions(text, (open_[0],)):
        return text
    wish = found[0]
    rest = f"{text[: wish.start()]}，{text[wish.end() :]}"
    others = reading.read(rest, form, entry=True).values
    if wish["said"] in form.refusals or open_[0] in others or not others:
        return text
    return f"{text[: wish.start()]}{open_[0]}{wish['said']}{text[wish.end() :]}"
