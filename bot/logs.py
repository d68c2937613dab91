"""Where log lines go. They carry no words of a family, no names, no tokens."""

import logging
import sys

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
NOISY = ("aiohttp.access", "apscheduler", "alembic", "jieba")


def to_stderr(level: int = logging.INFO) -> None:
    logging.basicConfig(stream=sys.stderr, level=level, format=FORMAT)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
