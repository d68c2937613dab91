"""The rehearsal's file through the command line: bad lines, and the same bytes each time."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conversations.player import Talk

PENS = "发通知 明天上午带水彩笔。请回收到，今晚20:00前。"
TAIL = '{"at": "2027-03-09T16:00:00+08:00", "tick": true}'
Ran = subprocess.CompletedProcess[bytes]


def replay(folder: Path, lines: list[str], *options: str, seed: str = "0") -> Ran:
    file = folder / "play.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "bot", "replay", str(file), *options]
    return subprocess.run(
        command,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        cwd=Path(__file__).parents[2],
    )


def lively(talk: Talk) -> list[str]:
    """A conversation in which much is ordered by chance if anything is."""
    talk.private("15:00", "chu", PENS)
    for minute, who in enumerate(("bo_ma", "shan", "luo_ma", "luo_ba", "qi_ma")):
        talk.group(f"15:1{minute}", who, "收到")
    talk.group("15:20", "tang_ma", "[合十]", kind="sticker")
    talk.group("15:21", "hai_ma", "能不能让校车送到西门？")
    talk.private("15:30", "chu", "催40")
    talk.tick("21:00")
    return talk.lines


@pytest.mark.parametrize(
    "bad",
    [
        "{at: 15:00}",
        '["at", "2027-03-09T15:00"]',
        '"收到"',
        '{"at": "2027-03-09T15:00", "chat": "g65", "from": "bo_ma", "kind": "gift", "text": "x"}',
        '{"at": "2027-03-09T15:00", "chat": "g99", "from": "bo_ma", "text": "收到"}',
        '{"at": "2027-03-09T15:00", "chat": "g65", "from": "wu", "text": "收到"}',
        '{"at": "2027-03-09T07:59", "chat": "g65", "from": "bo_ma", "text": "收到"}',
        '{"at": "明天", "chat": "g65", "from": "bo_ma", "text": "收到"}',
        '{"chat": "g65", "from": "bo_ma", "text": "收到"}',
        '{"at": "2027-03-09T15:00", "from": "bo_ma", "text": "收到"}',
    ],
)
def test_a_bad_line_is_named(talk: Talk, tmp_path: Path, bad: str) -> None:
    talk.tick("08:30")
    ran = replay(tmp_path, [*talk.lines, bad, TAIL])
    error = ran.stderr.decode()
    assert ran.returncode == 1
    assert ran.stdout == b""
    assert len(error.strip().splitlines()) == 1
    assert re.search(r"(?<!\d)3(?!\d)", error)
    assert re.search("[一-鿿]", error)


@pytest.mark.parametrize("first", ['{"words": {}}', "[]", "", '{"world": []}', "世界"])
def test_a_file_without_a_world_is_refused(tmp_path: Path, first: str) -> None:
    ran = replay(tmp_path, [first, TAIL])
    assert ran.returncode == 1
    assert len(ran.stderr.decode().strip().splitlines()) == 1
    assert "1" in ran.stderr.decode()


def test_a_world_that_names_nobody_for_a_child_is_refused(talk: Talk, tmp_path: Path) -> None:
    talk.world["guardians"][0]["children"] = ["nobody"]
    ran = replay(tmp_path, [*talk.lines, TAIL])
    assert ran.returncode == 1
    assert len(ran.stderr.decode().strip().splitlines()) == 1


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "replay", str(tmp_path / "none.jsonl")]
    ran = subprocess.run(command, capture_output=True, check=False, cwd=Path(__file__).parents[2])
    assert ran.returncode == 1
    assert len(ran.stderr.decode().strip().splitlines()) == 1


def test_the_same_file_gives_the_same_bytes(talk: Talk, tmp_path: Path) -> None:
    lines = lively(talk)
    first, second = (replay(tmp_path, lines, seed=seed) for seed in ("1", "4242"))
    assert first.returncode == second.returncode == 0
    assert first.stdout == second.stdout
    assert first.stdout.count(b"\n") > 10


def test_only_state_lines_are_printed_on_request(talk: Talk, tmp_path: Path) -> None:
    talk.look("15:00")
    lines = lively(talk)
    ran = replay(tmp_path, lines, "--state-only")
    rows = [json.loads(line) for line in ran.stdout.decode().splitlines()]
    assert [sorted(row) for row in rows] == [["at", "state"], ["state"]]


def test_what_is_kept_holds_the_files_and_no_telephone_number(talk: Talk, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    ran = replay(tmp_path, lively(talk), "--keep", str(kept))
    assert ran.returncode == 0
    assert list(kept.glob("*.log"))
    held = b"".join(file.read_bytes() for file in kept.rglob("*") if file.is_file())
    assert b"13900007654" not in held + ran.stdout + ran.stderr


def test_a_folder_that_is_not_empty_is_refused(talk: Talk, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "old.txt").write_text("1", encoding="utf-8")
    assert replay(tmp_path, lively(talk), "--keep", str(kept)).returncode == 1


def test_unknown_keys_and_missing_offsets_are_fine(talk: Talk, tmp_path: Path) -> None:
    talk.world["mood"] = "sunny"
    event = {"at": "2027-03-09T15:00", "chat": "private", "from": "chu", "text": PENS, "z": 1}
    ran = replay(tmp_path, [*talk.lines, json.dumps(event), TAIL])
    rows = [json.loads(line) for line in ran.stdout.decode().splitlines()]
    assert ran.returncode == 0
    assert rows[0]["at"] == "2027-03-09T15:00:00+08:00"
    assert rows[-1]["state"]["notices"][0]["no"] == 40


def test_at_the_end_no_time_passes(talk: Talk, tmp_path: Path) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", "水彩笔是上午还是下午带？")
    ran = replay(tmp_path, talk.lines)
    times = [json.loads(line).get("at", "") for line in ran.stdout.decode().splitlines()]
    assert max(times) <= "2027-03-09T15:05:00+08:00"
