"""Which handler takes which line. The first match wins."""

from bot.handlers import dangers, guardians, media, members, recalls, staff, strangers
from bot.handlers.spec import Route

ROUTES: tuple[Route, ...] = (
    Route(recalls.is_recall, recalls.take_back),
    Route(members.is_member_event, members.note),
    Route(dangers.is_danger, dangers.the_rest),
    Route(staff.is_staff, staff.by_hand),
    Route(strangers.is_stranger, strangers.listen),
    Route(media.is_media, media.wait_for_person),
    Route(guardians.is_theirs, guardians.words),
)
