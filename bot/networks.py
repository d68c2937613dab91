"""The chat networks that the settings switch on, each put together."""

import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from bot import config, demo, sheets_out, texts
from bot.admin.stage import SchoolStage
from bot.app import School
from bot.clock import Clock, system_clock
from bot.config import Settings
from bot.gateway import Gateway
from bot.gateways import wechat_qr
from bot.gateways.qq import QQ
from bot.gateways.sandbox import Sandbox
from bot.gateways.sandbox_stage import Person
from bot.gateways.wechat import WeChat
from bot.gateways.wechat_out import Pace
from bot.messages import Platform
from bot.replay import world
from storage import away, upkeep
from storage.database import reading, writing


def switched_on(
    settings: Settings, school: School, say: Callable[[str], None]
) -> dict[Platform, Gateway]:
    """Every network that is switched on."""
    found: dict[Platform, Gateway] = {}
    clock = system_clock
    if settings.gateways.sandbox.enabled:
        found[Platform.SANDBOX] = _sandbox(settings, school, clock)
    if settings.gateways.qq.enabled:
        qq = settings.gateways.qq
        token = qq.token.get_secret_value() if qq.token else ""
        address: Any = {"host": qq.host, "port": qq.port, "url": qq.url or ""}
        heard = _heard(school.engine)
        found[Platform.QQ] = QQ(clock, sheets_out.render, token=token, heard=heard, **address)
    if settings.gateways.wechat.enabled:
        found[Platform.WECHAT] = _wechat(settings.gateways.wechat, clock, say)
    return found


def _heard(engine: AsyncEngine) -> Callable[[str], Awaitable[dict[str, datetime]]]:
    """Until when each QQ group of an account was heard."""

    async def heard(account: str) -> dict[str, datetime]:
        async with reading(engine) as connection:
            return await away.heard_until(connection, Platform.QQ.value, account)

    return heard


def _wechat(settings: config.WeChat, clock: Clock, say: Callable[[str], None]) -> WeChat:
    """A login code is shown where the program was started, and on the page."""

    def show(code: str) -> None:
        say(f"{texts.find('cli.wechat_scan')}\n{wechat_qr.for_terminal(code)}")

    return WeChat(
        clock,
        sheets_out.render,
        endpoint=settings.endpoint,
        token=settings.token.get_secret_value() if settings.token else "",
        pace=Pace(other=settings.chat_gap, per_minute=settings.per_minute),
        show=show,
    )


def _sandbox(settings: Settings, school: School, clock: Clock) -> Sandbox:
    prefix = f"b{secrets.token_hex(3)}-"
    rewind = _rewind(school) if settings.demo else None
    return Sandbox(stage(settings, school), clock, prefix=prefix, rewind=rewind)


def stage(settings: Settings, school: School) -> SchoolStage:
    """What the sandbox shows of a school, and in the demo whom nobody knows."""
    strangers = demo.world()["accounts"] if settings.demo else []
    people = [
        Person(
            account=one["account"], card=one["card"], role="stranger", groups=one.get("groups", [])
        )
        for one in strangers
    ]
    return SchoolStage(school.engine, school.router, school.clock, people)


def _rewind(school: School) -> Callable[[], Awaitable[None]]:
    """Before the example plays again the class is as new."""

    async def rewind() -> None:
        async with writing(school.engine) as connection:
            await upkeep.clear(connection)
            await world.settle(connection, demo.world())
        school.router.cache.forget()

    return rewind
