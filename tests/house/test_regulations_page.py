"""The page about regulations shows every rule as it is, and what it writes out loads."""

import re
from pathlib import Path

import pytest

from schedules.regulations.presets import SHIPPED, load
from tests.house.source import none
from tools import regulations

TEXT = regulations.PAGE.read_text("utf-8")


def test_the_tables_are_those_of_the_regulations() -> None:
    assert regulations.page(TEXT).strip() == TEXT.strip(), "run python -m tools.regulations"


@pytest.mark.parametrize("name", SHIPPED)
def test_every_rule_stands_there_with_its_clauses(name: str) -> None:
    preset = load(name)
    rows = set(re.findall(r"^\| ([^|]+) \| `([^`]+)` \|", TEXT, re.MULTILINE))
    rules = (*preset.quotas, *preset.timings, *preset.records)
    none(rule.id for rule in rules if ("、".join(rule.clause), rule.id) not in rows)


def test_the_example_of_a_schools_own_file_loads(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(schema = 1.*?)```", TEXT, re.DOTALL)
    assert example
    path = tmp_path / "ours.toml"
    path.write_text(example[1], "utf-8")
    preset = load(str(path))
    assert preset.id == "ours"
    (lessons,) = (quota for quota in preset.quotas if quota.id == "parent-class")
    assert lessons.min == 2
