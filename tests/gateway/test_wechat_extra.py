"""The extra: what it needs to be imported on today's Python, and what is said without it."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot import checkup

ROOT = Path(__file__).parents[2]
WITHOUT = "import sys; sys.modules['wechaty_grpc'] = None; "
LOADED = "print([m for m in sys.modules if m.startswith(('wechaty', 'grpc'))])"
CONFIG = '[gateways.wechat]\nenabled = true\nendpoint = "{endpoint}"\ntoken = "{token}"\n'


def python(code: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter in an empty folder."""
    command = [
        sys.executable,
        *words,
        "-c",
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_wechaty_can_be_imported_and_leaves_nothing_lying_about(tmp_path: Path) -> None:
    code = "from bot.gateways import wechat_shim as s; s.apply(); s.apply(); import wechaty"
    done = python(code, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_without_it_the_gateway_says_what_is_missing(tmp_path: Path) -> None:
    code = "from bot.gateways.wechat import connection; connection()"
    done = python(WITHOUT + code, tmp_path)
    assert "UserError: wechat_missing" in done.stderr


def test_without_it_the_program_ends_in_one_line(tmp_path: Path) -> None:
    text = CONFIG.format(endpoint="127.0.0.1:9", token="t") + "[gateways.sandbox]\nport = 0\n"
    (tmp_path / "config.toml").write_text(text, "utf-8")
    code = (
        "sys.argv[1:] = ['run', '--config', 'config.toml']; from bot.__main__ import main; main()"
    )
    done = python(WITHOUT + code, tmp_path)
    assert done.returncode == 1
    assert 'pip install "jialian[wechat]"' in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("token", "endpoint", "says"),
    [("", "127.0.0.1:9", "没有 token"), ("t", "127.0.0.1:9", "连不上")],
)
async def test_the_doctor_says_what_is_wrong(
    tmp_path: Path, token: str, endpoint: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "config.toml"
    file.write_text(CONFIG.format(endpoint=endpoint, token=token), "utf-8")
    (found,) = [finding for finding in await checkup.examine(file) if finding.id == "wechat"]
    assert not found.fine
    assert says in found.text
