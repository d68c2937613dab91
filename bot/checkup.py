"""The doctor: looks at settings, database, calendar and gateways, and says what to do."""

from dataclasses import dataclass
from pathlib import Path

from bot import config, faq_file, texts
from bot.clock import china, system_clock
from bot.config import Settings, WeChat
from bot.errors import BotError, UserError
from bot.gateways import wechat as wechat_gateway
from bot.gateways.wechat_wire import TokenRefused
from bot.live import database
from schedules.calendar import SchoolCalendar
from storage import finds, upkeep
from storage.database import reading


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `id` names it in the docs; `text` says the remedy where it is wrong."""

    id: str
    text: str
    fine: bool = True


async def examine(path: Path | None) -> list[Finding]:
    """Everything, as far as the settings can be read."""
    try:
        settings = config.load(path)
    except BotError as error:
        return [Finding("config", texts.explain(error), fine=False)]
    return [
        _fine("config", path=path or texts.find("doctor.builtin")),
        *await _database(settings),
        *_faq(settings),
        _calendar(),
        *_gateways(settings),
        *await _wechat(settings.gateways.wechat),
    ]


def _fine(id_: str, **facts: object) -> Finding:
    return Finding(id_, texts.say(f"doctor.fine.{id_}", **facts))


def _wrong(id_: str, key: str, **facts: object) -> Finding:
    return Finding(id_, texts.say(f"doctor.wrong.{key}", **facts), fine=False)


async def _database(settings: Settings) -> list[Finding]:
    try:
        async with database(settings.storage.url) as engine, reading(engine) as connection:
            if not await upkeep.sound(connection):
                raise UserError("database_broken", path=engine.url.database)
            classes = await finds.classrooms(connection)
    except BotError as error:
        return [Finding("database", texts.explain(error), fine=False)]
    found = [_fine("database", url=settings.storage.url.split("@")[-1])]
    return [*found, _fine("roster", count=len(classes)) if classes else _wrong("roster", "roster")]


def _faq(settings: Settings) -> list[Finding]:
    if settings.faq is None:
        return []
    try:
        return [_fine("faq", count=len(faq_file.entries(settings.faq)), path=settings.faq)]
    except BotError as error:
        return [Finding("faq", texts.explain(error), fine=False)]


def _calendar() -> Finding:
    """Holidays and make-up days are published a year at a time, in November."""
    today = china(system_clock()).date()
    ahead = today.replace(month=12, day=31)
    if SchoolCalendar().provisional(ahead):
        return _wrong("calendar", "calendar", year=ahead.year)
    return _fine("calendar", until=ahead)


def _gateways(settings: Settings) -> list[Finding]:
    found = []
    qq, wechat = settings.gateways.qq, settings.gateways.wechat
    if qq.enabled:
        has = qq.token is not None and qq.token.get_secret_value()
        found.append(_fine("qq", host=qq.host, port=qq.port) if has else _wrong("qq", "qq_token"))
    if not qq.enabled and not wechat.enabled:
        found.append(_fine("gateways"))
    return found


async def _wechat(settings: WeChat) -> list[Finding]:
    """Is the extra there, and does a gateway answer to this token?"""
    if not settings.enabled:
        return []
    token = settings.token.get_secret_value() if settings.token else ""
    about = {"endpoint": settings.endpoint}
    try:
        await wechat_gateway.probe(settings.endpoint, token)
    except UserError as error:
        key = "wechat_missing" if error.name == "wechat_missing" else "wechat_token"
        return [_wrong("wechat", key, **error.facts)]
    except TokenRefused:
        return [_wrong("wechat", "wechat_refused", **about)]
    except (BotError, OSError, ValueError) as error:
        return [_wrong("wechat", "wechat_down", why=type(error).__name__, **about)]
    return [_fine("wechat", **about)]
