"""Gets what the tests need and pip cannot bring: a browser, and where it is easy a PostgreSQL."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = {"chromium": "chromium", "postgres": "postgresql"}


def have(program: str) -> bool:
    if program == "postgres":
        return bool(postgres_bin())
    return bool(shutil.which(program) or shutil.which("google-chrome"))


def postgres_bin() -> Path | None:
    """The folder of initdb and postgres, wherever this machine keeps them."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    return next(iter(places), None) or (Path(found).parent if found else None)


def main() -> None:
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
