"""Gets what the tests need and pip cannot bring: a browser, where it is easy a PostgreSQL, and
where Node is present a Wechaty gateway."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = {"chromium": "chromium", "postgres": "postgresql"}
GATEWAY = Path(__file__).parent / "gateway" / "node"
_LOCK = GATEWAY / "package-lock.json"
_INSTALLED = GATEWAY / "node_modules" / ".installed-lock.json"


def have(program: str) -> bool:
    if program == "postgres":
        return bool(postgres_bin())
    return bool(shutil.which(program) or shutil.which("google-chrome"))


def postgres_bin() -> Path | None:
    """The folder of initdb and postgres, wherever this machine keeps them."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    return next(iter(places), None) or (Path(found).parent if found else None)


def gateway_installed() -> bool:
    """Whether npm has put there what the lock file names."""
    return _INSTALLED.exists() and _INSTALLED.read_bytes() == _LOCK.read_bytes()


def install_gateway() -> None:
    """Once: a second call finds it done."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        print("没有 Node 和 npm：微信网关的测试会跳过。装上 Node 18 以上再来一次就有。")  # noqa: T201
    elif not gateway_installed():
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        done = subprocess.run(command, cwd=GATEWAY, stdout=subprocess.DEVNULL, check=False)
        if done.returncode == 0:
            shutil.copyfile(_LOCK, _INSTALLED)


def main() -> None:
    install_gateway()
    install_packages()


def install_packages() -> None:
    missing = [package for program, package in PACKAGES.items() if not have(program)]
    if not missing:
        return
    apt = shutil.which("apt-get")
    if apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for order in (["update"], ["install", "-y", *missing]):
            command = [apt, *order, "-qq"]
            subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=False)
    elif "chromium" in missing:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


if __name__ == "__main__":
    main()
