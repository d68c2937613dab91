"""Runs the declared schedules. Jobs live in memory; what was done is a fact in our tables."""

from collections.abc import Awaitable, Callable, Mapping

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from schedules import SCHEDULES
from schedules.spec import Schedule

ZONE = "Asia/Shanghai"
Job = Callable[[], Awaitable[object]]


def start(jobs: Mapping[str, Job]) -> AsyncIOScheduler:
    """Begin to run every schedule with the job of its name. A missed run is run once, late."""
    scheduler = AsyncIOScheduler(
        timezone=ZONE,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    for schedule in SCHEDULES:
        scheduler.add_job(jobs[schedule.name], trigger(schedule), id=schedule.name)
    scheduler.start()
    return scheduler


def trigger(schedule: Schedule) -> IntervalTrigger | CronTrigger:
    if schedule.seconds:
        return IntervalTrigger(seconds=schedule.seconds, timezone=ZONE)
    return CronTrigger(hour=schedule.hour, minute=schedule.minute, timezone=ZONE)
