"""Settings: typed, frozen, closed. From config.toml, from the environment, or from secret files."""

import difflib
import os
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from bot import texts
from bot.errors import UserError

PREFIX = "JIALIAN_"
KEYS = frozenset({"JIALIAN_KEY", "JIALIAN_KEY_FILE"})  # the cipher's, read by bot.secrets
EMBEDDED: dict[str, Any] = {"demo": True, "gateways": {"sandbox": {"enabled": True}}}


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Nudge(Section):
    """Reminders by themselves: how many, and how long before the deadline ("-2h", "-30m")."""

    max: int = 2
    before_deadline: tuple[str, ...] = ("-2h",)


class Topics(Section):
    propose_days: int = 3
    post_time: time = time(18, 30)
    close_time: time = time(18, 0)
    candidates: tuple[dict[str, str], ...] = ()


class GroupLines(Section):
    """Lines that the bot may post in a group unasked."""

    id_number: bool = False
    dispute: bool = False
    fee_alarm: bool = False


class Manners(Section):
    """How the bot behaves at this school. Every number of the manners is here."""

    bot_name: str = Field(default_factory=lambda: str(texts.find("marks.bot_name")))
    quiet_hours: tuple[time, time] = (time(21, 30), time(6, 30))
    preview: bool = False
    batch_minutes: float = 5
    open_days: int = 30
    same_text_minutes: int = 30
    nudge: Nudge = Nudge()
    digest_time: time = time(18, 0)
    leave_list_time: time | None = None
    topics: Topics | None = None
    presets: tuple[str, ...] = ()
    outside_tasks: tuple[str, ...] = ()
    group_lines: GroupLines = GroupLines()
    export_approver: str | None = None


class Storage(Section):
    url: str = "sqlite+aiosqlite:///data/jialian.db"


class Sandbox(Section):
    """The page of a class group for trying things out. `host` and `port` serve all pages."""

    enabled: bool = False
    host: str = "127.0.0.1"
    port: int = 8765


class QQ(Section):
    """OneBot v11: a reverse WebSocket server, and with `url` a forward client."""

    enabled: bool = False
    host: str = "127.0.0.1"
    port: int = 8080
    token: SecretStr | None = None
    url: str | None = None


class WeChat(Section):
    """A Wechaty gateway. `chat_gap`: seconds between messages in two chats, less lets WeChat
    take the account for a machine; `per_minute`: at most so many messages in a minute."""

    enabled: bool = False
    endpoint: str = "127.0.0.1:8788"
    token: SecretStr | None = None
    chat_gap: float = Field(default=3.0, ge=0)
    per_minute: int = Field(default=40, ge=1)


class Gateways(Section):
    sandbox: Sandbox = Sandbox()
    qq: QQ = QQ()
    wechat: WeChat = WeChat()


class Pacing(Section):
    """Seconds between two messages of one account, and the jitter upon it."""

    gap: float = Field(default=1.0, ge=0)
    jitter: float = Field(default=0.5, ge=0)
    group_gap: float = Field(default=6.0, ge=0)
    daily_cap: int = 2000


class Settings(Section):
    """The whole of config.toml."""

    storage: Storage = Storage()
    gateways: Gateways = Gateways()
    manners: Manners = Manners()
    pacing: Pacing = Pacing()
    faq: Path | None = None
    demo: bool = False

    @field_validator("manners")
    @classmethod
    def _nudges_read(cls, manners: Manners) -> Manners:
        for lead in manners.nudge.before_deadline:
            read_lead(lead)
        return manners


def read_lead(text: str) -> timedelta:
    """ "-2h", "-30m", "-1d" as a positive length. Raises ValueError."""
    units = {"h": "hours", "m": "minutes", "d": "days"}
    number, unit = text.strip().lstrip("-")[:-1], text.strip()[-1:]
    if unit not in units:
        raise ValueError(text)
    return timedelta(**{units[unit]: float(number)})


def load(path: Path | None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the file, then what the environment overrides. Raises UserError in plain words."""
    values = _from_file(path) if path else deepcopy(EMBEDDED)
    _override(values, environ)
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise _explained(error) from None


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise UserError("config_missing", path=path) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError("config_unreadable", path=path, why=error) from None


def _override(values: dict[str, Any], environ: Mapping[str, str]) -> None:
    """JIALIAN_GATEWAYS__QQ__TOKEN, or …_FILE naming a file that holds the value."""
    for name, value in environ.items():
        if not name.startswith(PREFIX) or name in KEYS:
            continue
        keys = name.removeprefix(PREFIX).lower().split("__")
        if keys[-1].endswith("_file"):
            keys[-1] = keys[-1].removesuffix("_file")
            value = _secret(name, value)  # noqa: PLW2901  the file's content takes its place
        _put(values, keys, value)


def _secret(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError:
        raise UserError("secret_missing", name=name, path=path) from None


def _put(values: dict[str, Any], keys: list[str], value: str) -> None:
    for key in keys[:-1]:
        values = values.setdefault(key, {})
    values[keys[-1]] = value


def _explained(error: ValidationError) -> UserError:
    """The first finding: which key, what is wrong with it, and the nearest known one."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        near = difflib.get_close_matches(where, _known(Settings), n=1, cutoff=0.3)
        return UserError("config_unknown", key=where, near=near[0] if near else "")
    return UserError("config_wrong", key=where, value=first.get("input"))


def _known(model: type[BaseModel], before: str = "") -> list[str]:
    """Every key that may be set, with its path."""
    found = []
    for name, field in model.model_fields.items():
        kind = field.annotation
        section = isinstance(kind, type) and issubclass(kind, BaseModel)
        found += _known(kind, f"{before}{name}.") if section else [before + name]  # type: ignore[arg-type]
    return found
