# mypy: ignore-errors
"""An idiomatic plugin: every group message becomes a row, a command is answered."""

from nonebot import on_command, on_message, require
from nonebot.adapters.onebot.v11 import GroupMessageEvent, Message
from nonebot.params import CommandArg

require("nonebot_plugin_orm")
from nonebot_plugin_orm import Model, async_scoped_session  # noqa: E402  after `require`
from sqlalchemy import Index  # noqa: E402
from sqlalchemy.orm import Mapped, mapped_column  # noqa: E402

from bench.peers.job import COMMAND, kind_of  # noqa: E402


class Contact(Model):
    __tablename__ = "contact"
    __table_args__ = (Index("contact_group_user", "group_id", "user_id", "time"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    message_id: Mapped[int]
    self_id: Mapped[int]
    group_id: Mapped[int]
    user_id: Mapped[int]
    time: Mapped[int]
    kind: Mapped[str]
    text: Mapped[str]


record = on_message(priority=1, block=False)
status = on_command(COMMAND, priority=5, block=True)


@record.handle()
async def keep(event: GroupMessageEvent, session: async_scoped_session) -> None:
    text = event.get_plaintext()
    keys = ("message_id", "self_id", "group_id", "user_id", "time")
    row = {key: getattr(event, key) for key in keys}
    session.add(Contact(**row, kind=kind_of(text), text=text))
    await session.commit()


@status.handle()
async def answer(args: Message = CommandArg()) -> None:  # noqa: B008  as its documentation shows it
    await status.finish(args.extract_plain_text())
