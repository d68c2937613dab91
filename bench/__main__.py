"""`python -m bench`: one table of the whole pipeline beside its peers, interleaved, medians.

--nonebot PATH/bin/python   measures NoneBot2 with its ORM plugin, too
--groups 1 200 2000         the product with so many groups (200 beside the peers)
--history 10000000          with so many old receipts in the store
"""

import argparse
import asyncio
import shutil
import statistics
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench import seed
from bench.measure import Load, Subject, peers, product, run

COLUMNS = (
    "messages/s",
    "CPU us",
    "peak MiB",
    "ready s",
    "1000/s p50",
    "p99",
    "200/s p50",
    "p99 ms",
)
Runs = list[dict[str, Any]]


def main() -> None:
    asked = _asked()
    subjects = [product(asked.events), *([] if asked.alone else peers(asked.nonebot))]
    rows = []
    with tempfile.TemporaryDirectory() as temporary:
        for groups in asked.groups:
            folder = Path(temporary) / str(groups)
            folder.mkdir()
            asyncio.run(seed.make(folder / "seed.db", groups, asked.history))
            load = Load(groups, 0, old=asked.history // seed.CHILDREN)
            for subject, runs in _compare(subjects, load, asked.repeats, folder).items():
                rows.append(_row(f"{subject} {groups}", runs))
            shutil.rmtree(folder)
            subjects = subjects[:1]
    _show(rows)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--nonebot", type=Path)
    parser.add_argument("--groups", type=int, nargs="+", default=[200])
    parser.add_argument("--history", type=int, default=0)
    parser.add_argument("--events", type=int, default=30_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--alone", action="store_true", help="without any peer")
    return parser.parse_args()


def _compare(
    subjects: list[Subject], load: Load, repeats: int, folder: Path
) -> dict[str, dict[int, Runs]]:
    """name -> rate (0: as fast as taken) -> the runs; in turn, so that all meet the same noise."""
    found: dict[str, dict[int, Runs]] = {}
    for turn in range(repeats):
        for subject in subjects:
            for rate in (0, *subject.rates):
                events = min(subject.events, rate * 10) if rate else subject.events
                at = folder / f"{turn}-{subjects.index(subject)}-{rate}"
                now = replace(load, events=events, rate=rate)
                got = run(subject, now, folder / "seed.db", at)
                found.setdefault(subject.name, {}).setdefault(rate, []).append(got)
                shutil.rmtree(at)
    return found


def _row(name: str, runs: dict[int, Runs]) -> list[str]:
    flood = runs[0]
    keys = ("events_per_s", "server_cpu_us_per_event", "server_rss_peak_mib")
    values = [f"{_median(flood, key):,.0f}" for key in keys]
    whole = all(one["whole"] for found in runs.values() for one in found)
    cells = [name if whole else f"{name} *", *values, f"{_median(flood, 'ready_s'):.1f}"]
    for rate in (1000, 200):
        took = [one["latency"] for one in runs.get(rate, [])]
        cells += [f"{_median(took, key):.1f}" if took else "" for key in ("p50_ms", "p99_ms")]
    return cells


def _median(runs: Runs, key: str) -> float:
    return float(statistics.median(one[key] for one in runs))


def _show(rows: list[list[str]]) -> None:
    for row in (["", *COLUMNS], *rows):
        print(f"{row[0]:24}" + "".join(f"{cell:>12}" for cell in row[1:]))
    if any(row[0].endswith("*") for row in rows):
        print("* answered or stored less than it was sent")


if __name__ == "__main__":
    main()
