"""Rules 4 and 5: what teachers say of contacts in all the ways they say it, by tables of lines."""

import tomllib
from pathlib import Path

import pytest

from tests.conversations.player import Talk
from tests.conversations.records import findings

HERE = Path(__file__).parent / "staff"
CLASSES = ("one", "two")
ROWS = [
    (name, row)
    for name in CLASSES
    for row in (HERE / f"{name}.tsv").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(("name", "row"), ROWS)
async def test_a_line_of_staff_gives_its_records(talk: Talk, name: str, row: str) -> None:
    lines, told = row.split("=>")
    world = tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))
    for student in world["students"]:
        student.setdefault("tags", [])
    talk.world.update(world)
    talk.begin("15:59")
    teacher = world["staff"][0]["account"]
    for minute, line in enumerate(lines.split("|")):
        talk.private(f"16:{minute:02d}", teacher, line.strip())
    assert findings(told, await talk.play(), teacher) == []
