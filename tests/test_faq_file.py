"""The file of a school's questions and answers: what is read, and what is said of a wrong one."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot import checkup, faq_file, texts
from bot.errors import UserError
from bot.sheets_out import workbook

HEAD = ("序号", "常见问题", "其他问法", "标准答案")
ROWS = [
    HEAD,
    ("1", "校门几点开？", "最早几点到校；几点能进", "7:20"),
    ("", "", "", ""),
    ("2", "校服在哪买", "", "小卖部"),
]


def stored(folder: Path, name: str, rows: Sequence[tuple[str, ...]]) -> Path:
    path = folder / name
    if name.endswith("xlsx"):
        path.write_bytes(workbook([("表", rows)]))
    else:
        text = "\n".join(",".join(row) for row in rows)
        path.write_text(text, encoding="gbk" if "gbk" in name else "utf-8-sig")
    return path


@pytest.mark.parametrize("name", ["faq.xlsx", "faq.csv", "faq-gbk.csv"])
def test_tables_of_any_kind_are_read(tmp_path: Path, name: str) -> None:
    titled = [("二小常见问题", "", "", ""), *ROWS]
    one, two = faq_file.entries(stored(tmp_path, name, titled))
    assert (one.question, one.answer) == ("校门几点开？", "7:20")
    assert one.similar == ("最早几点到校", "几点能进")
    assert (two.id, two.similar) == ("5", ())


def test_json_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "faq.jsonl"
    row = {"id": "a", "question": "几点开门", "similar": ["几点进校"], "answer": "7:20"}
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n\n", encoding="utf-8")
    (entry,) = faq_file.entries(path)
    assert (entry.question, entry.similar, entry.answer) == ("几点开门", ("几点进校",), "7:20")
    assert faq_file.load(path).ask("几点开门").answered


WRONG = [
    ("a.csv", [("问", "谁"), ("几点开", "我")], "faq_columns", "答案"),
    ("a.csv", [HEAD, ("1", "几点开门", "", "")], "faq_row", "第 2 行"),
    ("a.csv", [*ROWS, ("3", "校门几点开", "", "8:00")], "faq_twice", "第 5 行和第 2 行"),
    ("a.xlsx", [()], "faq_columns", "问题"),
]


@pytest.mark.parametrize(("name", "rows", "code", "words"), WRONG)
def test_what_is_wrong_is_named_by_its_row(
    tmp_path: Path, name: str, rows: list[tuple[str, ...]], code: str, words: str
) -> None:
    with pytest.raises(UserError) as refused:
        faq_file.load(stored(tmp_path, name, rows))
    assert refused.value.name == code
    assert words in texts.explain(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no_file"):
        faq_file.load(tmp_path / "faq.csv")
    (tmp_path / "faq.jsonl").write_text("[1]", encoding="utf-8")
    with pytest.raises(UserError, match="not_json"):
        faq_file.load(tmp_path / "faq.jsonl")


async def test_the_doctor_counts_the_entries(tmp_path: Path) -> None:
    path = stored(tmp_path, "faq.csv", ROWS)
    config = tmp_path / "config.toml"
    url = f"sqlite+aiosqlite:///{tmp_path / 'a.db'}"
    config.write_text(f'faq = "{path.as_posix()}"\n[storage]\nurl = "{url}"', encoding="utf-8")
    (found,) = (one for one in await checkup.examine(config) if one.id == "faq")
    assert found.fine
    assert "2 条" in found.text
