"""The bot as it runs for a school: database, gateways, pages, schedules, started and stopped."""

import asyncio
import gc
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from aiohttp import web
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import demo, faq_file, networks, texts
from bot.admin import desk_page, sandbox_page, wechat_page
from bot.admin import web as pages
from bot.admin.stage import SchoolStage
from bot.app import School, open_school
from bot.cli_data import classroom_id
from bot.clock import system_clock
from bot.config import Settings
from bot.errors import UserError
from bot.gateway import Gateway
from bot.messages import Platform
from bot.parsing import chatlogs, replies
from bot.parsing.faq import Faq
from bot.pasting import Pasting, Report
from bot.replay import world
from schedules import runner
from schedules.calendar import SchoolCalendar
from storage import finds, trouble, upkeep
from storage.database import open_engine, writing
from storage.migrate import NewerDatabase, migrate

log = logging.getLogger(__name__)
KEPT = timedelta(days=30)
GARBAGE = (20_000, 20, 50)  # a school is many small things that stay: to look for refuse rarely
NEVER_QUIET = ("00:00", "00:00")


async def run(settings: Settings, say: Callable[[str], None]) -> None:
    """Run until cancelled. `say` prints a line for the person who started it."""
    async with AsyncExitStack() as stack:
        engine = await stack.enter_async_context(database(settings.storage.url))
        if settings.demo:
            settings = await _demo(engine, settings)
        await asyncio.to_thread(replies.load)
        faq = await asyncio.to_thread(_faq, settings)
        gc.set_threshold(*GARBAGE)
        gateways: dict[Platform, Gateway] = {}
        school = open_school(
            engine,
            gateways,
            system_clock,
            settings.manners,
            SchoolCalendar(),
            settings.pacing,
            faq,
        )
        gateways |= networks.switched_on(settings, school, say)
        await school.start()
        say(await _open_pages(stack, settings, school, gateways))
        await _keep_running(school, gateways)


@asynccontextmanager
async def database(url: str) -> AsyncIterator[AsyncEngine]:
    """Open and migrate the store. Raises UserError for a newer or a broken one.

    Damage that shows only later, at work, ends the block as a UserError, too.
    """
    path = make_url(url).database
    if path and url.startswith("sqlite"):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = open_engine(url)
    try:
        await _bring_up(engine)
        yield engine
    except (DBAPIError, ExceptionGroup) as error:
        if trouble.damaged(error):
            raise UserError("database_broken", path=path) from None
        raise
    finally:
        await engine.dispose()


async def _bring_up(engine: AsyncEngine) -> None:
    """Migrate; whatever keeps the store from opening is told in plain words."""
    where = engine.url.render_as_string().split("@")[-1]
    try:
        await migrate(engine)
    except NewerDatabase as error:
        raise UserError("database_newer", found=error) from None
    except (DBAPIError, OSError) as error:
        log.error("database: %s", trouble.name(error))
        sqlite = engine.dialect.name == "sqlite"
        code = "database_broken" if sqlite and not trouble.passes(error) else "database_away"
        raise UserError(code, path=engine.url.database, where=where) from None


async def _demo(engine: AsyncEngine, settings: Settings) -> Settings:
    """The example class, on an empty store; the page must answer at night, too."""
    async with writing(engine) as connection:
        if not await finds.classrooms(connection):
            await world.settle(connection, demo.world())
    manners = settings.manners.model_copy(
        update={"quiet_hours": type(settings.manners)(quiet_hours=NEVER_QUIET).quiet_hours}  # type: ignore[arg-type]
    )
    return settings.model_copy(update={"manners": manners})


def _faq(settings: Settings) -> Faq | None:
    """The school's own questions and answers, where it keeps some."""
    return faq_file.load(settings.faq) if settings.faq else None


async def _open_pages(
    stack: AsyncExitStack,
    settings: Settings,
    school: School,
    gateways: dict[Platform, Gateway],
) -> str:
    """Serve the pages on loopback; returns the line with the link to open."""
    host, port = settings.gateways.sandbox.host, settings.gateways.sandbox.port
    secret = secrets.token_urlsafe(16)
    example = demo.example() if settings.demo else []
    routes = _routes(school, gateways, networks.stage(settings, school), example)
    app = pages.application(secret, routes)
    try:
        server = await pages.serve(app, host, port)
    except OSError:
        raise UserError("port_in_use", host=host, port=port) from None
    stack.push_async_callback(server.cleanup)
    return texts.say("cli.open", link=pages.link(host, port, secret, "/"))


def _routes(
    school: School,
    gateways: dict[Platform, Gateway],
    stage: SchoolStage,
    example: list[dict[str, object]],
) -> list[web.RouteDef]:
    sandbox: Any = gateways.get(Platform.SANDBOX)
    wechat: Any = gateways.get(Platform.WECHAT)

    async def home(_: web.Request) -> web.Response:
        raise web.HTTPFound("/sandbox" if sandbox else "/desk")

    shown = sandbox_page.routes(sandbox, stage, example) if sandbox else []
    more = wechat_page.routes(wechat) if wechat else []
    return [web.get("/", home), *shown, *desk_page.routes(school), *more]


async def _keep_running(school: School, gateways: dict[Platform, Gateway]) -> None:
    """All parts until one ends or the program is stopped; what was heard is still stored."""
    scheduler = runner.start({"sweep": school.intake.do_due, "nightly": _nightly(school)})
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(school.intake.run())
            tasks.create_task(school.sender.run())
            for gateway in gateways.values():
                tasks.create_task(gateway.run(school.intake.receive))
    except* UserError as errors:
        raise errors.exceptions[0] from None
    finally:
        scheduler.shutdown(wait=False)


def _nightly(school: School) -> Callable[[], Awaitable[None]]:
    async def nightly() -> None:
        async with writing(school.engine) as connection:
            await upkeep.forget_words(connection, school.clock() - KEPT)

    return nightly


async def import_chat(settings: Settings, file: Path, classroom: str, *, dry_run: bool) -> Report:
    """Read a log into a class; with `dry_run` nothing of it is kept. Raises UserError."""
    try:
        log_ = chatlogs.read(await asyncio.to_thread(file.read_bytes))
    except OSError:
        raise UserError("no_file", path=file) from None
    async with database(settings.storage.url) as engine:
        manners, pacing, faq = settings.manners, settings.pacing, _faq(settings)
        calendar = SchoolCalendar()
        school = open_school(engine, {}, system_clock, manners, calendar, pacing, faq)
        async with writing(engine) as connection:
            room = await classroom_id(connection, classroom)
            report = await Pasting(school.router, connection, system_clock()).take(room, log_)
            if dry_run:
                await connection.rollback()
        return report
