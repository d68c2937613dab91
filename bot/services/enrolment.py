"""The roster import: rows of the school's sheets become classes, pupils, guardians and staff."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.parsing.sheets import Sheets
from bot.secrets import Cipher
from bot.services import (
    enrolment_guardians,
    enrolment_names,
    enrolment_pupils,
    enrolment_rooms,
    enrolment_staff,
)
from bot.services.enrolment_draft import Draft, Report
from bot.services.enrolment_people import People
from bot.services.enrolment_rooms import Rooms
from storage import enrolment as stored


async def import_roster(
    connection: AsyncConnection, sheets: Sheets, cipher: Cipher, now: datetime
) -> Report:
    """Bring the roster up to what the sheets say. Raises UserError, naming sheet, row and column.

    All is decided before anything is written. A class that the file has pupils of has only
    those; classes that it does not name stay as they are.
    """
    sheets = await enrolment_names.with_ids(connection, sheets)
    draft = Draft()
    draft.know(await stored.classrooms(connection))
    rooms = Rooms(draft, sheets)
    classes = rooms.of(sheets)
    keys = (classes, _groups(sheets), _accounts(sheets), _numbers(sheets))
    draft.know(await stored.known(connection, *keys))
    enrolment_rooms.enrol(draft, rooms, sheets.classes)
    enrolment_pupils.enrol(draft, rooms, sheets.pupils, now)
    people = People(draft, cipher)
    enrolment_guardians.enrol(draft, rooms, people, sheets.guardians)
    enrolment_staff.enrol(draft, rooms, people, sheets.staff)
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
