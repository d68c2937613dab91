"""The roster import: rows of the school's sheets become classes, pupils, guardians and staff."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.parsing.sheets import Sheets
from bot.secrets import Cipher
from bot.services.enrolment.draft import Draft, Report
from bot.services.enrolment.guardians import enrol as enrol_guardians
from bot.services.enrolment.names import with_ids
from bot.services.enrolment.people import People
from bot.services.enrolment.pupils import enrol as enrol_pupils
from bot.services.enrolment.rooms import Rooms
from bot.services.enrolment.rooms import enrol as enrol_rooms
from bot.services.enrolment.staff import enrol as enrol_staff
from storage import enrolment as stored


async def import_roster(
    connection: AsyncConnection, sheets: Sheets, cipher: Cipher, now: datetime
) -> Report:
    """Bring the roster up to what the sheets say. Raises UserError, naming sheet, row and column.

    All is decided before anything is written. A class that the file has pupils of has only
    those; classes that it does not name stay as they are.
    """
    sheets = await with_ids(connection, sheets)
    draft = Draft()
    draft.know(await stored.classrooms(connection))
    rooms = Rooms(draft, sheets)
    classes = rooms.of(sheets)
    keys = (classes, _groups(sheets), _accounts(sheets), _numbers(sheets))
    draft.know(await stored.known(connection, *keys))
    enrol_rooms(draft, rooms, sheets.classes)
    enrol_pupils(draft, rooms, sheets.pupils, now)
    people = People(draft, cipher)
    enrol_guardians(draft, rooms, people, sheets.guardians)
    enrol_staff(draft, rooms, people, sheets.staff)
    people.end_old_accounts()
    await stored.save(connection, draft.rows, draft.gone)
    return draft.report()


def _numbers(sheets: Sheets) -> set[str]:
    return {row.pupil.number for row in sheets.pupils if row.pupil.number}


def _groups(sheets: Sheets) -> set[tuple[str, str]]:
    qq = {("qq", id_) for row in sheets.classes for id_ in row.qq}
    return qq | {("wechat", id_) for row in sheets.classes for id_ in row.wechat}


def _accounts(sheets: Sheets) -> set[tuple[str, str]]:
    reached = [row.reached for row in sheets.guardians] + [row.reached for row in sheets.staff]
    return {account for one in reached for account in one.accounts}
