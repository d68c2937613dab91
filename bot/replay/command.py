"""`jialian replay FILE`: where the database lies, what is printed, what is kept."""

import logging
import sys
import tempfile
from pathlib import Path

from bot import sheets_out
from bot.errors import UserError
from bot.messages import Attachment
from bot.replay import script
from bot.replay.play import Play, spoken


async def rehearse(file: Path, *, state_only: bool, keep: Path | None) -> None:
    """Play a file and print its output. Raises UserError for what cannot be used."""
    found = script.read(file)
    if keep is not None:
        _check_empty(keep)
        _log_to(keep / "replay.log")
        await _play(found, keep, state_only=state_only, keep=True)
        return
    with tempfile.TemporaryDirectory(prefix="jialian-", ignore_cleanup_errors=True) as folder:
        await _play(found, Path(folder), state_only=state_only, keep=False)


async def _play(found: script.Script, folder: Path, *, state_only: bool, keep: bool) -> None:
    play = Play(found, folder)
    lines = await play.run()
    for line in spoken(lines, state_only=state_only):
        sys.stdout.write(line + "\n")
    if keep:
        for number, file in enumerate(play.files, 1):
            _write(folder / f"{number:02d}-{file.name}", file)


def _write(path: Path, file: Attachment) -> None:
    path.write_bytes(sheets_out.render(file))


def _check_empty(folder: Path) -> None:
    if not folder.is_dir() or any(folder.iterdir()):
        raise UserError("replay_keep", path=folder)


def _log_to(path: Path) -> None:
    handler = logging.FileHandler(path, encoding="utf-8")
    logging.getLogger().addHandler(handler)
    logging.getLogger("bot").setLevel(logging.INFO)
