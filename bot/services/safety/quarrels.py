"""Families that quarrel in the group: each is written to once, privately; no side is taken."""

from datetime import timedelta

import storage.tables as t
from bot import texts
from bot.parsing import dangers, lookup
from bot.services.line import Line
from bot.services.safety import incident_book as book
from bot.services.scene import Scene
from bot.services.school import Room

SOON = timedelta(minutes=30)


def quarrel(scene: Scene, line: Line, room: Room) -> bool:
    """One neutral line if allowed, one private line to each family that speaks."""
    text, own = line.message.text, set(room.own(line.person))
    accuses, answers = dangers.accuses(text), dangers.answers_back(text)
    retorts = _retorts(line)
    if not own or not (accuses or answers or retorts):
        return False
    others = _others(scene, line, room)

    def belongs(incident: t.Incident) -> bool:
        """Words without the other child's name belong to what goes on already."""
        return not others or not (own | others).isdisjoint(incident.students)

    known = book.known_of(scene, line.chat, "dispute", belongs)
    begins = accuses and bool(known or others or dangers.is_a_reproach(text))
    soon = known is not None and scene.now - known.at <= SOON
    party = known is not None and bool(own & set(known.students))
    flung = soon and retorts and known is not None and others <= set(known.students)
    goes_on = party and (answers or flung)
    joins = soon and dangers.defends(text)
    if not (begins or goes_on or joins):
        return False
    heard = {child for person in (known.accounts if known else ()) for child in room.own(person)}
    if not own & heard:
        scene.tell(line.person, "incident.dispute_private", teacher=book.teacher(scene, room))
    mine = own if (begins or joins) and len(own) == 1 else set()
    book.record(scene, line, "dispute", sorted(others | mine), belongs)
    if known is None:
        _announce(scene, line, room)
    return True


def _retorts(line: Line) -> bool:
    """Is something asked that is no matter of school? In a quarrel it is flung, not asked."""
    asked = (*line.read.questions, *line.read.taunts)
    return bool(asked) and not (line.read.affirms or any(map(lookup.is_of_school, asked)))


def _others(scene: Scene, line: Line, room: Room) -> set[str]:
    """The children of other families whom the line names, or whose people it calls."""
    named = room.meant(line.message.text, room.own(line.person)).children
    platform, persons = line.message.chat.platform.value, scene.picture.school.persons
    called = {persons.get((platform, account), "") for account in line.message.mentions}
    own = set(room.own(line.person))
    return {*named, *(child for person in called for child in room.own(person))} - own


def _announce(scene: Scene, line: Line, room: Room) -> None:
    if scene.manners.group_lines.dispute:
        scene.post(room, texts.say("incident.dispute_group", teacher=book.teacher(scene, room)))
    book.tell_head(scene, room, "incident.dispute_head", who=book.who(scene, room, line))
