"""For which of his children a guardian speaks in the group of one class."""

import pytest

from bot.clock import CHINA
from bot.config import Manners
from bot.messages import Address, Inbound, Platform
from bot.services.line import Line
from bot.services.picture import Picture
from bot.services.replying import matching
from bot.services.scene import Scene
from bot.services.school import Child, Room, School, Ward
from schedules.calendar import SchoolCalendar
from tests.school import NOW

MOTHER = "mother"
GROUP = Address(Platform.QQ, "g2", is_group=True)


def school() -> School:
    """A mother of two whose names end alike: 蓝阿禾 of the first class, 蓝小禾 of the second."""
    found = School(1, classes_of={MOTHER: frozenset({"one", "two"})})
    for classroom, name in (("one", "蓝阿禾"), ("two", "蓝小禾")):
        child = Child(name, name, classroom, label=name)
        ward = Ward(MOTHER, name, "妈妈", "full", "approved")
        found.rooms[classroom] = Room(
            classroom, classroom, children={name: child}, wards={MOTHER: (ward,)}
        )
        found.children[name] = child
    return found


@pytest.mark.parametrize(
    ("words", "children"),
    [
        ("蓝小禾 118 21 否", {"蓝小禾"}),
        ("收到", {"蓝小禾"}),
        ("蓝阿禾 120 22 否", {"蓝小禾", "蓝阿禾"}),
        ("阿禾也去", {"蓝小禾", "蓝阿禾"}),
    ],
)
def test_a_full_name_of_the_class_is_nobody_elses_pet_name(words: str, children: set[str]) -> None:
    message = Inbound("m1", "bot", GROUP, "account", words, NOW)
    picture = Picture(school())
    scene = Scene(picture, Manners(), SchoolCalendar(), NOW.astimezone(CHINA), Platform.QQ, message)
    assert set(matching.own_children(scene, Line(message, MOTHER, "two"))) == children
