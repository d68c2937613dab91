"""Every command of staff, in the order in which they are tried."""

from bot.commands import (
    absence,
    answer,
    contacts,
    dictation,
    duties,
    exporting,
    helping,
    meeting,
    mending,
    notice,
    paper,
    prepare,
    report,
    tally,
    templates,
)
from bot.commands.spec import Command

COMMANDS: tuple[Command, ...] = (
    *tally.COMMANDS,
    *report.COMMANDS,
    *answer.COMMANDS,
    *paper.COMMANDS,
    *absence.COMMANDS,
    *mending.COMMANDS,
    *notice.COMMANDS,
    *helping.COMMANDS,
    *meeting.COMMANDS,
    *templates.COMMANDS,
    *duties.COMMANDS,
    *prepare.COMMANDS,
    *exporting.COMMANDS,
    *contacts.COMMANDS,
    *dictation.COMMANDS,
    *paper.NAMES_FIRST,
)
