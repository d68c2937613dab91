"""The notice a command is about: the one it names, which must be of the asker's classes."""

from bot.commands.spec import Call, Refused
from bot.services.desk import Desk
from storage import sent
from storage.views import Notice


async def own_notice(desk: Desk, call: Call, kinds: frozenset[str] | None = None) -> Notice:
    """The notice named by number, or the latest of the asker's own. Raises Refused."""
    number = call.number or await sent.latest_notice(desk.connection, call.staff.id, kinds)
    if number is None:
        raise Refused("which_notice", word=call.words[0][:4].strip("0123456789 "))
    notice = await desk.notice(number)
    if notice is None:
        raise Refused("no_notice", no=number)
    if not any(call.staff.may_post_in(room) for room in notice.classes):
        raise Refused("not_yours", no=number)
    return notice
