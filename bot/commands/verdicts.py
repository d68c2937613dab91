"""Short answers of staff: each belongs to the latest open ask of its own type, or the one named."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime

import storage.tables as t
from bot import texts
from bot.commands import COMMANDS, absence, handover, paper
from bot.commands.notice import choose_class, schedule_or_hold, send_or_hold
from bot.commands.spec import Call
from bot.commands.spec import find as find_command
from bot.parsing import dates, dictation, topic_talk
from bot.services import (
    attendance,
    bindings,
    drafts,
    leaves,
    notices,
    rebinding,
    requests_out,
    topic_choice,
)
from bot.services.desk import Desk
from storage import changes as c
from storage import finds

VERDICT = re.compile(
    r"(?P<word>同意|只看|拒绝|不同意|驳回|批准|可以)\s*(?:假|申请)?\s*(?P<no>\d+)?\s*(?P<who>\D{2,12})?[。.!！]?$"
)
URGENT = re.compile(r"(?P<word>紧急|急)[\s,，:：]*(?P<reason>.*)$", re.DOTALL)
MORNING = re.compile(r"(?P<word>早上|明早|明天早上|早上发)\s*[吧。.]?$")
YES = re.compile(r"(?P<word>对|对的|是的|是|发|好|确定)\s*[吧的。.!！]?$")
SAVE = re.compile(r"(?P<word>对的?|是的|没错|保存)(?:[\s,，。.!！]+(?P<rest>.+))?\s*$", re.DOTALL)
WORDS = {"同意": "agree", "批准": "agree", "可以": "agree", "只看": "look"}
TOPIC = re.compile(
    rf"(?:{topic_talk.CLASS.pattern}|{topic_talk.ALL.pattern})?\s*(?:{topic_talk.CHOICE.pattern}|{topic_talk.SKIP.pattern}|\s*自拟|.{{0,20}}(?:改到|挪到|推到|节后|再发|才发))"
)
GENDER = re.compile(r"(?:是)?\S{0,8}?[男女](?:生|孩|同学|的|那个)*\S{0,3}\s*[。.]?$")
CLASS = re.compile(r"(?:发(?:给|到)?)?\s*(?:\S{1,10}班[、和,，\s]*)+\s*[。.]?$|都发?$")
LETTER = re.compile(r"\s*(?:标|选|就|按|回)?\s*(?P<word>[ABab](?![A-Za-z])|不发|自愿)")
SHORT = re.compile(
    r"\s*(?:同意|只看|拒绝|紧急|早上|对的?|是的?|[A-Ha-h]|\d{1,2}|都|发|不发|跳过)\s*[吧的。.!！]?\s*$"
)
LONGEST_NAME = 6
HELD = frozenset({"preview", "again", "too_late", "options", "fields"})


def find(
    asks: list[t.Ask], text: str, named: Callable[[str], set[str]]
) -> tuple[Callable[..., Awaitable[None]], t.Ask, re.Match[str]] | None:
    """The deed of a short answer and the ask it settles, if one of its type is open."""
    kinds = (
        (VERDICT, frozenset({"approval"}), approve),
        (URGENT, frozenset({"quiet"}), urgent),
        (MORNING, frozenset({"quiet"}), morning),
        (YES, HELD, go),
        (SAVE, frozenset({"export_own"}), export),
        (SAVE, frozenset({"draft"}), save),
        (GENDER, frozenset(WHICH), which),
        (CLASS, frozenset({"class"}), choose_class),
        (LETTER, frozenset({"outside"}), handover.outside_choice),
        (LETTER, frozenset({"marks"}), handover.marks_choice),
        (TOPIC, frozenset({"topic"}), topic),
    )
    for pattern, types, deed in kinds:
        found = pattern.match(text.strip()) or _title(asks, types, text)
        found = found or _whole_name(asks, types, text, named)
        waiting = [a for a in asks if a.kind in types and _named(a, found, named)]
        if found and waiting:
            return deed, waiting[-1], found
    return None


def _title(asks: list[t.Ask], types: frozenset[str], text: str) -> re.Match[str] | None:
    """The words of an offered title count as its letter."""
    titles = [title for a in asks if a.kind in types for title in a.facts.get("titles", ())]
    said = any(x in text or (text.strip()[2:] and text.strip() in x) for x in titles)
    return re.match(r"(?P<word>.*)", text, re.DOTALL) if said else None


def _whole_name(
    asks: list[t.Ask], types: frozenset[str], text: str, named: Callable[[str], set[str]]
) -> re.Match[str] | None:
    """The name alone of one of the children who were asked about."""
    asked = {child for a in asks if a.kind in types for child in a.facts.get("candidates", ())}
    meant = asked & named(text) if asked and len(text.strip()) <= LONGEST_NAME else set()
    return re.match(r"(?P<word>.*)", text, re.DOTALL) if len(meant) == 1 else None


def _named(ask: t.Ask, found: re.Match[str] | None, named: Callable[[str], set[str]]) -> bool:
    """Is this the ask that the words name by number or child?"""
    said = found.groupdict() if found else {}
    if who := said.get("who"):
        return ask.facts.get("child") in named(who)
    number = said.get("no")
    return number is None or ask.no == int(number)


async def approve(desk: Desk, call: Call, ask: t.Ask) -> None:
    verdict = WORDS.get(call.words["word"], "refuse")
    if ask.facts["what"] == "binding":
        bindings.decide(desk.scene, ask, call.staff.id, verdict)
    elif ask.facts["what"] == "notice":
        await _allow_notice(desk, ask, verdict)
    elif ask.facts["what"] == "group":
        await rebinding.decide(desk, ask, call.staff.id, verdict)
    elif ask.facts["what"] == "export":
        await requests_out.decide(desk, ask, call.staff.id, verdict)
    else:
        await leaves.decide(desk, ask, call.staff.id, verdict)


async def _allow_notice(desk: Desk, ask: t.Ask, verdict: str) -> None:
    """A leader lets a notice to other classes go, or not."""
    scene = desk.scene
    scene.happened(c.AskClosed(ask.id, scene.now))
    notice = await desk.notice(ask.no or 0)
    if notice is None or notice.status != "held":
        return
    if verdict == "agree":
        send_or_hold(scene, notice)
    else:
        notices.withdraw(scene, notice, ask.person_id, ())
        scene.tell(notice.by, "notice.not_allowed", no=notice.no)
    scene.tell(ask.person_id, "notice.decided", no=notice.no)


async def urgent(desk: Desk, call: Call, ask: t.Ask) -> None:
    desk.scene.happened(c.AskClosed(ask.id, desk.scene.now))
    notice = await desk.notice(ask.no or 0)
    if notice and notice.status in {"held", "scheduled"}:
        notices.override_quiet(desk.scene, notice, call.staff.id, call.words["reason"].strip())
    else:
        desk.scene.tell(call.staff.id, "doubt.nothing_open")


async def morning(desk: Desk, call: Call, ask: t.Ask) -> None:
    scene = desk.scene
    scene.happened(c.AskClosed(ask.id, scene.now))
    notice = await desk.notice(ask.no or 0)
    if notice and notice.status == "held":
        at = datetime.fromisoformat(ask.facts["morning"])
        notices.schedule(scene, notice, at)
        when = dates.speak(at, scene.now)
        scene.tell(call.staff.id, "notice.morning", no=notice.no, title=notice.title, when=when)
    else:
        scene.tell(call.staff.id, "doubt.nothing_open")


async def save(desk: Desk, call: Call, ask: t.Ask) -> None:
    """对 saves the drafts; more text behind it is read as a new message."""
    scene, by = desk.scene, call.staff.id
    if ask.facts.get("meeting"):
        scene.happened(c.AskClosed(ask.id, scene.now))
        for row in await finds.drafts(desk.connection, ask.facts["drafts"]):
            await attendance.save(desk, row, by)
        said = [texts.find("draft.meeting_saved")]
    else:
        said = await drafts.save(desk, ask, by)
    rest = (call.words["rest"] or "").strip()
    scene.write(by, "\n".join(said))
    if rest:
        await writes_behind(desk, call, rest)


async def export(desk: Desk, call: Call, ask: t.Ask) -> None:
    """对 of the asker: to the approver, or to himself where he may decide."""
    desk.scene.happened(c.AskClosed(ask.id, desk.scene.now))
    wish = requests_out.wish_of(ask.facts)
    if not requests_out.confirm(desk.scene, call.staff, wish):
        await requests_out.deliver(desk, wish, call.staff.id)


async def writes_behind(desk: Desk, call: Call, rest: str) -> None:
    """What stands behind 对: a correction of what was saved, else a command or dictation."""
    await desk.store()
    if await attendance.correct(desk, call.staff.id, rest):
        return
    if await drafts.correct(desk, call.staff.id, rest):
        return
    if found := find_command(COMMANDS, rest):
        command, words = found
        await command.run(desk, Call(call.line, call.staff, words))


async def draft_which(desk: Desk, call: Call, ask: t.Ask) -> None:
    """The child meant by an ambiguous name: now there is a draft."""
    scene = desk.scene
    meant = paper.pointed(scene, ask, call.line.message.text)
    if len(meant) != 1:
        scene.tell(call.staff.id, "refuse.not_understood")
        return
    scene.happened(c.AskClosed(ask.id, scene.now))
    words = ask.facts["words"]
    piece = drafts.Piece(meant[0], drafts.kin_of(words), words)
    told = dictation.read(words, scene.now, ask.facts["kind"])
    drafts.read_back(scene, call.staff.id, [drafts.draft(scene, call.staff.id, piece, told)])


WHICH = {"paper": paper.which, "absence": absence.which, "draft_which": draft_which}


async def which(desk: Desk, call: Call, ask: t.Ask) -> None:
    """The child that was meant, of whatever was asked last."""
    await WHICH[ask.kind](desk, call, ask)


async def complete(desk: Desk, call: Call, ask: t.Ask) -> None:
    """The next line tells what an open draft lacks; it is read back again."""
    scene = desk.scene
    rows = await finds.drafts(desk.connection, ask.facts["drafts"])
    for row in rows:
        text = call.line.message.text
        mend = dictation.corrected if dictation.CORRECTS.search(text) else dictation.more
        told = mend(drafts.told_of(row), text, scene.now)
        row.facts = {**row.facts, **drafts.as_json(told), **drafts.named_kin(scene, row, text)}
        scene.happened(c.Stored(row))
    scene.happened(c.AskClosed(ask.id, scene.now))
    drafts.read_back(scene, call.staff.id, rows)


async def topic(desk: Desk, call: Call, ask: t.Ask) -> None:
    """A letter, 自拟, a day or 跳过 for the month's topic."""
    asks = [a for a in desk.scene.picture.asks[ask.person_id] if a.kind == "topic"]
    if not await topic_choice.answer(desk, asks, call.line.message.text):
        desk.scene.tell(call.staff.id, "refuse.not_understood")


async def go(desk: Desk, _call: Call, ask: t.Ask) -> None:
    """对: what was held for its author's word leaves, unless it is night by now."""
    desk.scene.happened(c.AskClosed(ask.id, desk.scene.now))
    notice = await desk.notice(ask.no or 0)
    if notice and notice.status == "held" and notice.send_at and ask.kind != "too_late":
        schedule_or_hold(desk.scene, notice, notice.send_at)
    elif notice and notice.status == "held":
        send_or_hold(desk.scene, notice)
    else:
        desk.scene.tell(ask.person_id, "doubt.nothing_open")
