"""A school that only pretends to understand: enough for the page to have something to show."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.demo import world
from bot.gateways.sandbox import Cast, Person, Room
from bot.messages import Address, Inbound, Kind, Outbound, Platform

Send = Callable[[Outbound], Awaitable[str]]

GROUP = "g23"
TEACHER = "t01"
NOTICE = (
    '【通知1·请回"收到"】明天（11月26日 周四）上午拍班级合影，请给孩子穿校服、戴红领巾。\n'
    '一个孩子有一位家长回"收到"就行，明天 7:00 前。'
)
SENT = "通知1 已发到二(3)班。\n谢天佑家只能打电话（爷爷）。"
DOUBT = "您刚才的表情我没把握。通知1（明天上午拍合影，穿校服）看到了请回 1。"
COPIED = "您刚才的话和另一家一字不差，没把握，想跟您核对一下。通知1 看到了请回 1。"
STRANGER = (
    "您好，我是二(3)班的通知助手。想请您告诉我是哪位同学的家人，比如“林可欣 妈妈”。\n"
    "只记孩子姓名、班级、称呼和这个账号，用来统计通知。"
)


def cast() -> Cast:
    """The demo class as the page sees it."""
    classes = [Room(id=c["id"], name=c["name"], group=c["group"]) for c in world()["classes"]]
    return Cast(classes, [*_teachers(), *_guardians(), *_strangers()], "小桥")


def _teachers() -> list[Person]:
    return [
        Person(account=t["account"], card=t["name"], role="teacher", groups=[GROUP])
        for t in world()["staff"]
    ]


def _guardians() -> list[Person]:
    names = {child["id"]: child["name"] for child in world()["students"]}
    return [
        Person(
            account=one["account"],
            card=one["card"],
            role="guardian",
            groups=[GROUP],
            about="、".join(names[child] for child in one["children"]) + one["relation"],
        )
        for one in world()["guardians"]
        if not one.get("phone_only")
    ]


def _strangers() -> list[Person]:
    return [
        Person(account=one["account"], card=one["card"], role="stranger", groups=one["groups"])
        for one in world()["accounts"]
    ]


class FakeSchool:
    """Stage and receiver in one. `send` is the sandbox's, set once it exists."""

    def __init__(self) -> None:
        self.send: Send = _nowhere
        self.rows: dict[str, dict[str, str]] | None = None
        self.heard: list[Inbound] = []
        self.outside: set[str] = set()

    async def cast(self) -> Cast:
        return cast()

    async def tally(self) -> dict[str, object] | None:
        if self.rows is None:
            return None
        rows = list(self.rows.values())
        confirmed = sum(row["status"] == "confirmed" for row in rows)
        return {
            "no": 1,
            "title": "拍班级合影",
            "kind": "ack",
            "ask": "一个孩子有一位家长回“收到”",
            "deadline": "2026-11-26T07:00:00+08:00",
            "class": "二(3)班",
            "confirmed": confirmed,
            "total": len(rows),
            "children": [dict(row) for row in rows],
            "outside": len(self.outside),
        }

    async def receive(self, line: Inbound) -> None:
        self.heard.append(line)
        if line.text.startswith("发通知"):
            await self._publish()
        elif line.text == "统计":
            await self._tell(TEACHER, self._summary())
        elif self.rows is not None and line.sender == "x01":
            self.outside.add(line.sender)
            await self._tell(line.sender, STRANGER)
        elif self.rows is not None:
            await self._count(line)

    async def _publish(self) -> None:
        names = [(child["id"], child["name"]) for child in world()["students"]]
        blank = {"status": "none", "words": "", "by": ""}
        self.rows = {id_: {"name": name, **blank} for id_, name in names}
        self.rows["s05"]["name"], self.rows["s06"]["name"] = "陈晨（男）", "陈晨（女）"
        self.rows["s12"]["words"] = "只有爷爷的电话"
        await self.send(_to(GROUP, NOTICE, group=True))
        await self._tell(TEACHER, SENT)

    async def _count(self, line: Inbound) -> None:
        status = self._status(line)
        for child in _children(line.sender):
            row = (self.rows or {})[child]
            if row["status"] != "confirmed":
                row.update(status=status, words=_words(line), by=line.card)
        if status == "suspected":
            await self._tell(line.sender, DOUBT if line.kind is Kind.STICKER else COPIED)

    def _status(self, line: Inbound) -> str:
        if line.kind is not Kind.TEXT:
            return "suspected" if line.kind is Kind.STICKER else "manual"
        if "没看懂" in line.text:
            return "question"
        earlier = [one for one in self.heard[:-1] if one.sender != line.sender]
        copied = len(line.text) > 8 and any(one.text == line.text for one in earlier)
        return "suspected" if copied else "confirmed"

    def _summary(self) -> str:
        rows = (self.rows or {}).values()
        confirmed = sum(row["status"] == "confirmed" for row in rows)
        return (
            f"通知1 拍班级合影：{confirmed}/{len(rows)} 已确认\n"
            "要打电话：谢天佑（只有爷爷电话）\n"
            "要听一下：邓子睿爷爷发了语音（9 秒）\n"
            "有疑问：宋一鸣妈妈问“是明天拍还是今天拍”，已按通知答复\n"
            "待核对：彭若兮（和梁浩宇家的话一字不差），已私下问\n"
            "另有 1 个不认识的账号“云淡风轻”，已问是谁家。\n"
            "回“催1”私下提醒，回“文件1”要表格。"
        )

    async def _tell(self, account: str, text: str) -> None:
        await self.send(_to(account, text))


def _words(line: Inbound) -> str:
    return {Kind.VOICE: f"语音 {line.text}"}.get(line.kind, line.text)


def _children(account: str) -> list[str]:
    return next((g["children"] for g in world()["guardians"] if g["account"] == account), [])


def _to(chat: str, text: str, *, group: bool = False) -> Outbound:
    return Outbound(0, "bot", Address(Platform.SANDBOX, chat, is_group=group), text)


async def _nowhere(_: Any) -> str:
    return ""
