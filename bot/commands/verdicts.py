"""Short answers of staff: each belongs to the latest open ask of its own type, or the one named."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

import storage.tables as t
from bot import texts
from bot.commands import absence, dictation, handover, mending, paper, spoken
from bot.commands.notice import choose_class, schedule_or_hold, send_or_hold
from bot.commands.spec import Call
from bot.parsing import dates, orders, topic_talk, verdict_talk
from bot.parsing.replies.numerals import number
from bot.services.asking import leaves
from bot.services.desk import Desk
from bot.services.exporting import requests_out
from bot.services.people import approvals, bindings, rebinding
from bot.services.publishing import notices, topic_choice
from bot.services.scene import Scene
from bot.services.school import Staff
from storage import changes as c

ANY = re.compile(r"(?P<word>.*)", re.DOTALL)
LEADS = r"(?:那就|那么|那|就|还是|嗯|好|先|行|选|要|按|回|标)*[\s,，]*"
URGENT = re.compile(rf"{LEADS}(?P<word>紧急|急)[\s,，:：]*(?P<reason>.*)$", re.DOTALL)
MORNING = re.compile(
    rf"{LEADS}(?P<word>早上|明早|明天早上|早晨)(?:再|就)?(?:发|推)?(?:出去)?\s*[吧的了。.]*$"
)
WHICH_ONE = re.compile(
    r"(?P<word>不?同意|只看|拒绝|批准?)?\s*第?(?P<no>\d|[一二两三四五])\s*(?:个|位|号)?[的吧了。.\s]*$"
)
ANYWAY = re.compile(r"(?:那就?|还是|就)*照(?:样|常)?发[\s,，:：]*(?P<reason>.*)$", re.DOTALL)
YES = re.compile(r"(?P<word>对|对的|是的|是|发|好|确定)\s*[吧的。.!！]?$")
TOPIC = re.compile(
    rf"(?:{topic_talk.CLASS.pattern}|{topic_talk.ALL.pattern})?\s*(?:{topic_talk.CHOICE.pattern}|{topic_talk.SKIP.pattern}|.{{0,20}}(?:自拟|改到|挪到|推到|节后|再发|才发)|.{{0,9}}(?:[日号天]|周.|星期.)\S{{0,4}}发(?:吧|出去)?[。.]?$)"
)
CLASS = re.compile(
    rf"{LEADS}(?:发(?:给|到)?)?\s*(?:\S{{1,10}}班[、和,，\s]*)+(?:发|吧)*\s*[。.]?$|{LEADS}{orders.EVERY_CLASS.pattern}"
)
ONE_CLASS = re.compile(rf"[是就那嗯,，\s]*{orders.CLASS_WORD.pattern}[的吧。.\s]*$")
LETTER = re.compile(rf"\s*{LEADS}(?P<word>[ABab](?![A-Za-z])|不发|自愿)")
POINTS = re.compile(r".{1,16}$")
DROPPED = frozenset({"draft", "outside", "marks", "topic", "export_own"})  # by 不发, 算了, too
HELD = frozenset({"preview", "again", "too_late", "options", "fields"})
UNFIT = frozenset({"collection", "votes", "homework"})
Deed = Callable[..., Awaitable[None]]
WHICH: dict[str, Deed] = {
    "paper": paper.which,
    "absence": absence.which,
    "draft_which": dictation.which,
}
POINTING = frozenset(WHICH)


def find(scene: Scene, staff: Staff, text: str) -> tuple[Deed, list[t.Ask], re.Match[str]] | None:
    """The deed of a short answer and the asks it settles, if one of its type is open."""
    kinds: tuple[tuple[re.Pattern[str], frozenset[str], Deed], ...] = (
        (verdict_talk.VERDICT, frozenset({"approval"}), approve),
        (URGENT, frozenset({"quiet"}), urgent),
        (MORNING, frozenset({"quiet"}), morning),
        (YES, HELD, go),
        (ANYWAY, UNFIT, anyway),
        (spoken.SAVE, frozenset({"export_own"}), export),
        (spoken.DROP, frozenset({"draft"}), spoken.drop),
        (spoken.SAVE, frozenset({"draft"}), spoken.save),
        (spoken.MEND, frozenset({"draft"}), spoken.mend),
        (POINTS, POINTING, which),
        (CLASS, frozenset({"class"}), choose_class),
        (ONE_CLASS, frozenset({"meeting_class"}), dictation.of_class),
        (LETTER, frozenset({"outside"}), handover.outside_choice),
        (LETTER, frozenset({"marks"}), handover.marks_choice),
        (TOPIC, frozenset({"topic"}), topic),
    )
    asks = scene.picture.asks.get(staff.id, [])
    if held := _not_to_be_sent(asks, text) or _which_one(asks, text):
        return held
    for pattern, types, deed in kinds:
        waiting = [ask for ask in asks if ask.kind in types and bindings.stands(scene, ask)]
        found = pattern.match(text.strip()) or _title(waiting, text)
        if found and (meant := _meant(scene, waiting, found)):
            return deed, meant, found
    return _of_either(scene, asks, text)


def _of_either(
    scene: Scene, asks: list[t.Ask], text: str
) -> tuple[Deed, list[t.Ask], re.Match[str]] | None:
    """同意 王浩妈妈, where two ask for it: which of them is asked back."""
    found = verdict_talk.VERDICT.match(text.strip())
    waiting = [a for a in asks if a.kind == "approval" and bindings.stands(scene, a)]
    fitting = approvals.either(scene, waiting, found) if found else []
    return (partial(ask_which, fitting=fitting), fitting[-1:], found) if found and fitting else None


def _which_one(asks: list[t.Ask], text: str) -> tuple[Deed, list[t.Ask], re.Match[str]] | None:
    """The number of one of those that were asked about last."""
    found = WHICH_ONE.match(text.strip())
    last = asks[-1] if asks else None
    if not found or last is None or last.kind != "verdict_which":
        return None
    chosen = last.facts["asks"][int(number(found["no"]) or 0) - 1 :][:1]
    meant = [ask for ask in asks if ask.id in chosen]
    return (partial(decide_which, asked=last), meant, found) if meant else None


def _not_to_be_sent(asks: list[t.Ask], text: str) -> tuple[Deed, list[t.Ask], re.Match[str]] | None:
    """不发了, where a held notice is what was asked about last of all that can be dropped so."""
    found = mending.NOT_SENT.match(text.strip())
    waiting = [ask for ask in asks if ask.kind in mending.WAITS | DROPPED]
    number = found["no"] if found else None
    meant = [a for a in waiting if a.no == int(number)] if number else waiting[-1:]
    held = [ask for ask in meant if ask.kind in mending.WAITS][-1:]
    return (mending.not_sent, held, found) if found and held else None


def _title(waiting: list[t.Ask], text: str) -> re.Match[str] | None:
    """The words of an offered title count as its letter."""
    said = any(topic_talk.titled(text, ask.facts.get("titles", ())) is not None for ask in waiting)
    return ANY.match(text) if said else None


def _meant(scene: Scene, waiting: list[t.Ask], found: re.Match[str]) -> list[t.Ask]:
    """The asks that the words name by number or child, else the latest."""
    if found.re is verdict_talk.VERDICT:
        civil = verdict_talk.CIVIL.fullmatch(found["word"])
        latest = scene.picture.asks[waiting[-1].person_id][-1:] if waiting else []
        return [] if civil and latest != waiting[-1:] else approvals.meant(scene, waiting, found)
    if waiting and waiting[-1].kind in POINTING:
        return [ask for ask in waiting[-1:] if paper.pointed(scene, ask, found[0])]
    return waiting[-1:]


async def ask_which(desk: Desk, call: Call, _ask: t.Ask, *, fitting: list[t.Ask]) -> None:
    """Two requests bear one name: each has a number now."""
    word, scene = call.words["word"], desk.scene
    options = [
        texts.say("bind.numbered", no=place, text=bindings.called(scene, ask))
        for place, ask in enumerate(fitting, start=1)
    ]
    said = "\n".join(options)
    scene.tell(call.staff.id, "bind.which", count=len(fitting), options=said, word=word)
    scene.ask(call.staff.id, "verdict_which", None, asks=[ask.id for ask in fitting], word=word)


async def decide_which(desk: Desk, call: Call, ask: t.Ask, *, asked: t.Ask) -> None:
    """同意2, or the number alone: the word was said before."""
    desk.scene.happened(c.AskClosed(asked.id, desk.scene.now))
    await _decide(desk, call, ask, call.words["word"] or asked.facts["word"])


async def approve(desk: Desk, call: Call, ask: t.Ask) -> None:
    await _decide(desk, call, ask, call.words["word"])


async def _decide(desk: Desk, call: Call, ask: t.Ask, word: str) -> None:
    verdict = verdict_talk.verdict(word)
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


async def anyway(desk: Desk, call: Call, ask: t.Ask) -> None:
    """照发: its author takes it upon himself, and why is written down."""
    notice = await desk.notice(ask.no or 0)
    if notice and notice.status == "held":
        reason = call.words["reason"].strip() or notice.title
        desk.scene.audit(call.staff.id, "guard_overridden", str(notice.no), reason)
    await go(desk, call, ask)


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


async def export(desk: Desk, call: Call, ask: t.Ask) -> None:
    """对 of the asker: to the approver, or to himself where he may decide."""
    desk.scene.happened(c.AskClosed(ask.id, desk.scene.now))
    wish = requests_out.wish_of(ask.facts)
    if not requests_out.confirm(desk.scene, call.staff, wish):
        await requests_out.deliver(desk, wish, call.staff.id)


async def which(desk: Desk, call: Call, ask: t.Ask) -> None:
    """The child that was meant, of whatever was asked last."""
    await WHICH[ask.kind](desk, call, ask)


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
