"""What a line can mean: intents, slots and the evidence they rest on."""

from dataclasses import dataclass, field
from enum import StrEnum


class Intent(StrEnum):
    """What the writer wants. The order of the members is the order of weight."""

    EMERGENCY = "emergency"
    LEAVE_REQUEST = "leave_request"
    LATE = "late"
    CONTACT_UPDATE = "contact_update"
    SIGNUP = "signup"
    DECLINE = "decline"
    VOTE = "vote"
    FORM_REPLY = "form_reply"
    HOMEWORK_SUBMIT = "homework_submit"
    APPOINTMENT = "appointment"
    QUESTION_PRIVATE = "question_private"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    QUESTION = "question"
    ACK_NEGATIVE = "ack_negative"
    ACK = "ack"
    THANKS = "thanks"
    CHITCHAT = "chitchat"
    AD_SPAM = "ad_spam"
    COMMAND = "command"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class OpenNotice:
    """What a bare token answers. `kind`: ack, form, poll, leave or none."""

    kind: str = "none"
    title: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pupil:
    """A child as the parser knows it. `gender` (男, 女 or "") tells two of one name apart."""

    id: str
    name: str
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Intents with the primary first; slots as DESIGN names them; why, for `--explain`."""

    intents: tuple[Intent, ...]
    slots: dict[str, object] = field(default_factory=dict)
    confidence: float = 1.0
    evidence: tuple[str, ...] = ()

    @property
    def primary(self) -> Intent:
        return self.intents[0]
