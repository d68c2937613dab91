"""`python -m bench.pasted`: a pasted log of 5,000 messages, from its text to the tally."""

import asyncio
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from bench import seed
from bench.load import child_name
from bench.school import Talk, opened
from bot.clock import china
from bot.parsing import chatlogs, replies
from bot.pasting import Pasting
from bot.services.counting import tally
from bot.services.desk import Desk
from storage.database import writing

MESSAGES, NOTICE, ROOM = 5_000, 1, "c0"
MIX = {"ack": 80, "chat": 11, "question": 7, "leave": 2}


async def main() -> None:
    replies.load()
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "store.db"
        await seed.make(path, groups=1)
        async with opened(path) as talk:
            text = "\n".join(_log(talk.school.clock()))
            began = time.perf_counter()
            told = await _tally(talk, text)
            took = time.perf_counter() - began
    print(told)
    print(f"a pasted log of {MESSAGES:,} messages to its tally: {took:.2f} s")


def _log(begin: datetime) -> Iterator[str]:
    """As QQ writes it: time, nickname and number, and the words below."""
    chance = random.Random(1)
    kinds = chance.choices(list(MIX), list(MIX.values()), k=MESSAGES)
    for i, kind in enumerate(kinds):
        place = chance.randrange(seed.CHILDREN * seed.GUARDIANS)
        name = child_name(0, place // seed.GUARDIANS)
        card = name + seed.WORDS["relations"][place % seed.GUARDIANS]
        at = china(begin + timedelta(seconds=i))
        yield f"{at:%Y-%m-%d %H:%M:%S} {card}({seed.USER_BASE + place})"
        yield chance.choice(seed.WORDS["wordings"][kind]).replace("{name}", name) + "\n"


async def _tally(talk: Talk, text: str) -> str:
    school = talk.school
    async with writing(school.engine) as connection:
        pasting = Pasting(school.router, connection, school.clock(), NOTICE)
        report = await pasting.take(ROOM, chatlogs.read(text))
        if report.fresh != MESSAGES:
            raise RuntimeError(report)
        scene = await school.router.quiet_scene(connection, school.clock())
        notice = await Desk(scene, connection).notice(NOTICE)
        return tally.spoken(scene, notice, tally.rows(scene, notice)) if notice else ""


if __name__ == "__main__":
    asyncio.run(main())
