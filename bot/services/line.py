"""A message with all that is read out of it before anything is decided."""

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from bot.errors import UserError
from bot.messages import Inbound, Kind
from bot.parsing import chains, clauses, lookup, replies
from bot.parsing.chains import Chain
from bot.parsing.chains.wechat import from_wechat
from bot.parsing.clauses import Clauses
from bot.parsing.meaning import Meaning
from bot.parsing.plain import is_plain_ack
from bot.parsing.whose import KIN

SHORT = 6
WORDED = frozenset({Kind.TEXT, Kind.IMAGE, Kind.FILE})


@dataclass
class Line:
    """`person` is whom the account belongs to ("" for nobody known), `room` the group's class.

    Close reading is done when it is asked for: most lines are bare acknowledgements.
    """

    message: Inbound
    person: str
    room: str | None
    taken: bool = False  # a request in it was taken up: the names in it belong to that

    @cached_property
    def plain(self) -> bool:
        return self.message.kind is Kind.TEXT and is_plain_ack(self.message.text)

    @cached_property
    def read(self) -> Clauses:
        return clauses.read(self.message.text)

    @cached_property
    def matters(self) -> frozenset[str]:
        """What the words are about, to be compared with a notice."""
        return lookup.matters(self.read.text)

    @cached_property
    def chain(self) -> Chain:
        """The line as a version of a chain, with who wrote what where the network tells it."""
        if self.message.chain:
            with suppress(UserError):
                return from_wechat(self.message.chain)
        return chains.read(self.message.text)

    @cached_property
    def civil(self) -> bool:
        """Nothing but 收到 and civil words, also where it is signed: 张子涵妈妈收到."""
        if self.read.bare or not self.read.affirms:
            return self.read.bare
        words = KIN.sub("", self.read.text)
        for name in replies.names_in(self.message.card):
            words = words.replace(name, "")
        return clauses.read(words).bare

    @cached_property
    def meaning(self) -> Meaning:
        """What the words want before all, as far as it can be told without a notice."""
        return replies.load().primary(self.message.text, self.message.card)

    @cached_property
    def fingerprint(self) -> str:
        """Empty where a line has no words of its own to be copied."""
        if self.plain or self.message.kind not in WORDED:
            return ""
        return clauses.fingerprint(self.message.text)

    @property
    def telling(self) -> bool:
        """Words of one's own: civil ones, and short ones, many families write alike."""
        return bool(self.fingerprint) and len(self.read.text) >= SHORT and not self.read.bare

    def saying(self, text: str) -> "Line":
        """The same line with a part of its words alone."""
        return Line(replace(self.message, text=text), self.person, self.room)

    @property
    def chat(self) -> str:
        return self.message.chat.id

    @property
    def private(self) -> bool:
        return not self.message.chat.is_group
