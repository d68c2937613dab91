"""`python -m bench.notice`: one notice to 1,000 classes, and a tally among many receipts.

--full: among ten million receipts instead of one
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from sqlalchemy import func, select

from bench import seed
from bench.school import Talk, opened
from storage import columns as of
from storage.database import reading

CLASSES = 1_000
TIMES = 20


async def main(history: int) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "store.db"
        await seed.make(path, CLASSES, history)
        async with opened(path) as talk:
            tally = await _tally(talk)
            notice = await _notice(talk)
    print(f"tally of one notice among {history:,} receipts: {tally * 1000:.1f} ms")
    print(f"one notice to {CLASSES:,} classes, stored and queued: {notice:.2f} s")


async def _tally(talk: Talk) -> float:
    """Seconds from the command to its stored answer, the median of different classes."""
    took = []
    for group in range(TIMES):
        began = time.perf_counter()
        command = seed.WORDS["tally"].format(number=group + 1)
        await talk.say(seed.TEACHER_BASE + group, command, group)
        took.append(time.perf_counter() - began)
    return statistics.median(took)


async def _notice(talk: Talk) -> float:
    """Seconds from the order to the commit. Raises RuntimeError if anything is not there."""
    before = await _counts(talk)
    began = time.perf_counter()
    await talk.say(seed.LEADER, seed.WORDS["publish"])
    took = time.perf_counter() - began
    receipts, queued = (a - b for a, b in zip(await _counts(talk), before, strict=True))
    if receipts != CLASSES * seed.CHILDREN or queued < CLASSES:
        raise RuntimeError(f"{receipts} receipts and {queued} messages")
    return took


async def _counts(talk: Talk) -> tuple[int, int]:
    """How many receipts there are, and messages to send."""
    async with reading(talk.school.engine) as connection:
        receipts = await connection.scalar(select(func.count(of.Receipt.notice_no)))
        queued = await connection.scalar(select(func.count(of.Outbox.id)))
        return receipts or 0, queued or 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        "bench.notice", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--full", action="store_true")
    asyncio.run(main(10_000_000 if parser.parse_args().full else 1_000_000))
