"""What an answer to a signup or a form comes to: kept whole or by half, taken back, asked for."""

from collections.abc import Mapping, Sequence

from bot import texts
from bot.parsing import forms
from bot.parsing.chains import fields as chain_fields
from bot.parsing.forms import Form, Said
from bot.services.counting import receipts
from bot.services.replying import doubts
from bot.services.scene import Scene
from bot.services.school import Room
from storage import changes as c
from storage.views import Notice


def form_of(notice: Notice) -> Form:
    return forms.form(tuple(notice.fields), notice.body)


def asks_phone(notice: Notice) -> bool:
    return "phone" in form_of(notice).kinds.values()


def joined(notice: Notice) -> dict[str, str]:
    """A name alone: it is in."""
    return {form_of(notice).wanted[-1]: str(texts.find("chain.joined"))}


def keep(
    scene: Scene, notice: Notice, child: str, person: str, said: Said, *, via: str, ask: bool = True
) -> None:
    """Who joins and names none of the fields asked for has answered the half of it.

    `ask`: what is missing is asked for, privately, once.
    """
    if said.joins and notice.kind == "signup":
        names_some = chain_fields.names_some(tuple(notice.fields))
        missing = form_of(notice).wanted if names_some else ()
        said = Said("pending" if missing else "answer", {} if missing else joined(notice), missing)
    if said.says == "answer":
        give(scene, notice, child, person, dict(said.values), via)
    elif said.says == "withdrawn":
        drop(scene, notice, child)
    elif said.says == "pending":
        half(scene, notice, (child,), person, said.values, via)
        if said.missing and ask:
            fields = texts.find("marks.comma").join(said.missing)
            doubts.ask_once(scene, person, "missing", notice, fields=fields)


def give(
    scene: Scene, notice: Notice, child: str, person: str, answer: dict[str, str], via: str
) -> None:
    """Keep the answer; a guardian's changed mind is told as a change."""
    before = scene.picture.receipt(notice.no, child)
    receipts.give(scene, notice, child, person, "answer", answer=answer, via=via)
    if before.status == "confirmed" and before.by == person and before.answer != answer:
        room = scene.room(scene.child(child).classroom)
        old, new = receipts.spoken(before.answer), receipts.spoken(answer)
        tell(scene, room, notice, "changed", child=scene.child(child).label, old=old, new=new)


def half(
    scene: Scene,
    notice: Notice,
    children: Sequence[str],
    person: str,
    told: Mapping[str, str],
    via: str,
) -> None:
    """What was told of an answer that is not whole yet."""
    for child in children:
        receipts.give(scene, notice, child, person, "pending", answer=dict(told) or None, via=via)


def drop(scene: Scene, notice: Notice, child: str) -> None:
    """A guardian takes the child's answer back: it is open again, and the teacher hears of it."""
    scene.happened(c.SignsOutdated(notice.no, (child,)))
    receipts.refold(scene, notice, child)
    room = scene.room(scene.child(child).classroom)
    tell(scene, room, notice, "withdrawn", child=scene.child(child).label)


def tell(scene: Scene, room: Room, notice: Notice, key: str, **facts: object) -> None:
    """To the notice's author, where he teaches there, else to the head teacher."""
    author = scene.staff(notice.by)
    here = author is not None and room.id in author.classes
    to = notice.by if here else room.head_teacher or notice.by
    scene.tell(to, f"chain.{key}", no=notice.no, **facts)


def remarks(notice: Notice) -> list[str]:
    """What goes with the summary: heights and the like are better asked for privately."""
    kinds = [chain_fields.kind_of(field) for field in notice.fields]
    return [texts.find("chain.privately")] if any(kinds) else []
