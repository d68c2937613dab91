"""Every text that the code names stands in the text files, and is told all that it speaks of."""

import ast
import tomllib

import pytest

from bot import texts
from tests.house.source import PRODUCT, ROOT, Source, none, sources
from tests.house.wording import Saying, placeholders, sayings


def test_every_text_that_is_said_is_there_and_is_told_its_facts() -> None:
    said = [saying for source in sources(*PRODUCT) for saying in sayings(source)]
    assert len(said) > 200
    none(saying.fault for saying in said if saying.fault)


def test_no_file_of_texts_hides_a_section_of_another() -> None:
    sections = [set(tomllib.loads((ROOT / "bot" / f).read_text("utf-8"))) for f in texts.FILES]
    counted = [section for found in sections for section in found]
    none(section for section in set(counted) if counted.count(section) > 1)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ('texts.say("nudge.text", no=1, brief="", how="")', ""),
        ('texts.say("nudge.text", no=1, how="")', "brief not told"),
        ('texts.say("nudge.text", **facts)', ""),
        ('texts.say("nudge.nothing")', "no such text"),
        ('scene.tell(who, "nudge.text" if far else "nudge.nothing", **facts)', "no such text"),
        ('scene.alarm(who, f"delivery.{state}", **facts)', ""),
        ('texts.find(f"deliveries.{state}")', "no such text"),
        ('texts.find(f"nudge.text.{state}")', "no table"),
        ('UserError("no_file")', "path not told"),
        ('Refused("past", when=when)', ""),
    ],
)
def test_a_wrong_saying_is_found(code: str, fault: str) -> None:
    source = Source("bot/commands/example.py", 1, ast.parse(code))
    faults = "".join(saying.fault for saying in sayings(source))
    assert fault in faults
    assert bool(fault) is bool(faults)


def test_placeholders_are_read_as_format_reads_them() -> None:
    assert placeholders("{a} {{b}} {c.d} {e:%H}") == {"a", "c", "e"}
    assert Saying("", "marks.comma", frozenset()).fault == ""
