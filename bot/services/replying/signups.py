"""Chains: a signup that grows line by line in the group, and what each version changes."""

from dataclasses import replace

from bot import texts
from bot.parsing import chains, clauses, dates, forms, privacy, titles
from bot.parsing.chains import Chain
from bot.parsing.chains import fields as chain_fields
from bot.parsing.chains import merge as chain_merge
from bot.parsing.chains.deeds import Added, Changed, Deed, Recovered, Removed, Version, Withdrawn
from bot.parsing.chains.deeds import Line as Entry
from bot.parsing.forms import Said
from bot.parsing.names import Mention
from bot.services.counting import receipts
from bot.services.line import Line
from bot.services.publishing import notices
from bot.services.replying import chain_state, doubts, filled
from bot.services.replying.matching import Target, concerns
from bot.services.scene import Scene
from bot.services.school import Room
from storage import changes as c
from storage.views import Notice


def is_chain(line: Line) -> bool:
    return bool(line.message.chain) or chains.is_chain(line.message.text)


# ---------------------------------------------------------------- a chain in the group


def begin_or_step(scene: Scene, line: Line, room_id: str) -> None:
    """A message of a chain: of one that is known, or a new one that staff begin."""
    room, chain = scene.room(room_id), _written(scene, line)
    notice = _known(scene, room, chain)
    if notice is None and line.person in scene.picture.school.staff:
        notice = _begin(scene, line, room, chain)
    if notice:
        _step(scene, line, room, notice, chain)


def _written(scene: Scene, line: Line) -> Chain:
    """The chain, with persons for the accounts that wrote in it, where these are known."""
    persons, platform = scene.picture.school.persons, line.message.chat.platform.value

    def who(account: str) -> str:
        return persons.get((platform, account), account)

    entries = tuple(replace(e, writer=who(e.writer)) for e in line.chain.entries)
    return replace(line.chain, entries=entries, starter=who(line.chain.starter))


def _known(scene: Scene, room: Room, chain: Chain) -> Notice | None:
    """The signup whose head this is, else the only signup that is out."""
    here = [n for n in scene.picture.current(frozenset([room.id])) if n.kind == "signup"]
    head = clauses.bare_words(chain.head)
    same = [n for n in here if clauses.bare_words(n.body) == head]
    unbegun = [n for n in here if n.chain is None]
    if same:
        return same[-1]
    if len(unbegun) == 1:
        return unbegun[0]
    return here[0] if len(here) == 1 and not head else None


def _begin(scene: Scene, line: Line, room: Room, chain: Chain) -> Notice:
    """A chain that staff begin is a signup with the next number; its author hears it privately."""
    deadline = dates.deadline(chain.head, scene.now)
    notice = Notice(
        no=scene.number("notice"),
        kind="signup",
        title=titles.title_of(chain.head, scene.now),
        body=chain.head,
        by=line.person,
        status="sent",
        made_at=scene.now,
        sent_at=scene.now,
        fields=list(chain_fields.fields(chain.head)),
        deadline=deadline if deadline and deadline > scene.now else None,
        classes=(room.id,),
        chain={},
    )
    scene.happened(c.NoticeStored(notice))
    scene.happened(c.ReceiptsOpened(notice.no, tuple(room.children)))
    scene.audit(line.person, "notice_sent", str(notice.no))
    scene.contact("group_notice", room, tuple(room.children), staff=[line.person], notice=notice.no)
    notices.plan_chasing(scene, notice)
    scene.tell(line.person, "chain.started", no=notice.no, title=notice.title)
    return notice


def _step(scene: Scene, line: Line, room: Room, notice: Notice, chain: Chain) -> None:
    """One more version: what its sender added, changed or dropped."""
    version = Version(line.message.id, line.person, scene.now, _keepable(notice, chain))
    before = chain_state.from_json(notice.chain or {})
    state, deeds = chain_merge.step(before, version, lambda text: _key(room, text))
    notice.chain = chain_state.to_json(state)
    scene.happened(c.NoticeStored(notice))
    for deed in deeds:
        _take(scene, line, room, notice, deed)
    _report(scene, room, notice, deeds)


def _keepable(notice: Notice, chain: Chain) -> Chain:
    """The chain without what is never kept: its lines are stored from version to version."""
    phones = not filled.asks_phone(notice)
    entries = tuple(replace(e, text=privacy.redacted(e.text, phones=phones)) for e in chain.entries)
    return replace(chain, entries=entries)


def _key(room: Room, text: str) -> str:
    """A line of a chain is about the one child it names."""
    for mention in room.index.find(text)[:1]:
        if len(mention.pupils) == 1:
            return mention.pupils[0]
    return ""


def _take(scene: Scene, line: Line, room: Room, notice: Notice, deed: Deed) -> None:
    if isinstance(deed, Added):
        _enter(scene, line, room, notice, deed.line)
    elif isinstance(deed, Changed):
        _change(scene, line, room, notice, deed)
    elif isinstance(deed, Withdrawn) and (child := _child(room, deed.line)):
        for one in _brothers(room, deed.line, child):
            filled.drop(scene, notice, one)


def _change(scene: Scene, line: Line, room: Room, notice: Notice, deed: Changed) -> None:
    """A guardian changes his own child's line; in a foreign hand a line merely got worn."""
    child = _child(room, deed.new)
    if child and (child in room.own(deed.new.by) or deed.new.by in scene.picture.school.staff):
        _enter(scene, line, room, notice, deed.new)
    elif deed.foreign and child:
        old, new = (_said(room, notice, child, entry) for entry in (deed.old, deed.new))
        if not receipts.agree(dict(old.values), dict(new.values)):
            filled.tell(scene, room, notice, "touched", names=scene.child(child).label)


def _said(room: Room, notice: Notice, child: str, entry: Entry) -> Said:
    name = named(room, entry.text) or room.children[child].name
    return forms.entry(entry.text, filled.form_of(notice), name)


def _enter(scene: Scene, line: Line, room: Room, notice: Notice, entry: Entry) -> None:
    """A line counts for the writer's own child; one for another family's is doubtful."""
    child = _child(room, entry)
    staff = entry.by in scene.picture.school.staff
    if child is None or not concerns(scene, notice, child):
        return
    if not staff and child not in room.own(entry.by):
        own = tuple(c_ for c_ in room.own(entry.by) if concerns(scene, notice, c_))
        if own:
            target = Target(notice, own)
            doubts.suspect(scene, target, entry.by, "other_child", via="chat", words=entry.text)
        return
    said = _said(room, notice, child, entry)
    for one in _brothers(room, entry, child):
        filled.keep(scene, notice, one, entry.by, said, via="chat", ask=not staff)


def named(room: Room, text: str) -> str:
    """The name that an entry calls a child by; of brothers, all the names in a row."""
    run = _run(room, text)
    return text[run[0].span[0] : run[-1].span[1]] if run else ""


def _run(room: Room, text: str) -> list[Mention]:
    """The first child named, and those who are named right behind it."""
    found = list(room.index.find(text))
    run = found[:1]
    for mention in found[1:]:
        if chain_fields.between_names(text[run[-1].span[1] : mention.span[0]]):
            run.append(mention)
    return run


def _brothers(room: Room, entry: Entry, child: str) -> tuple[str, ...]:
    """The child of an entry, and the writer's other children who are named in a row with it."""
    own = room.own(entry.by)
    mine = [set(m.pupils) & set(own) for m in _run(room, entry.text)]
    more = [next(iter(m)) for m in mine if len(m) == 1]
    return tuple(dict.fromkeys([child, *more]))


def _child(room: Room, entry: Entry) -> str | None:
    """The child of an entry: the one named, of several the writer's own; unnamed his only one."""
    own = room.own(entry.by)
    for mention in room.index.find(entry.text)[:1]:
        mine = [child for child in mention.pupils if child in own]
        fitting = mine or list(mention.pupils)
        return fitting[0] if len(fitting) == 1 else None
    return own[0] if len(own) == 1 else None


def _report(scene: Scene, room: Room, notice: Notice, deeds: tuple[Deed, ...]) -> None:
    """Lines that were overwritten or deleted by others are told to the author, at once."""
    for kind, key in ((Recovered, "recovered"), (Removed, "removed")):
        found = [deed for deed in deeds if isinstance(deed, kind)]
        names = [_label(scene, room, deed.line) for deed in found]
        if names:
            filled.tell(scene, room, notice, key, names=texts.find("marks.and").join(names))


def _label(scene: Scene, room: Room, entry: Entry) -> str:
    child = _child(room, entry)
    return scene.child(child).label if child else chain_merge.first_word(entry.text)
