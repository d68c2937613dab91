"""Reads regulations from their files: those that ship, and a school's own that builds on them.

A school's own file names a regulation to `use`, rules of others that it takes `also`
("s4:proxy-visit"), and those that are `off`. A rule of its own replaces the one of the same id, a
value under [param] the value of that name.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot import texts
from bot.errors import UserError
from schedules.regulations.rules import Preset

SHIPPED = ("s0", "s1", "s2", "s3", "s4")
SCHEMA = 1
PRIMITIVES = ("quota", "timing", "record")
_PARAM = re.compile(r"\$([a-z_]+)")
_TOP = frozenset({"schema", "preset", "param", "window", *PRIMITIVES})
Raw = dict[str, Any]
Rules = dict[str, dict[str, Raw]]  # quota, timing, record or window -> id -> what stands there


@lru_cache(maxsize=64)
def load(name: str) -> Preset:
    """A regulation that ships by its id ("s2"), or a school's own by its path.

    Raises UserError that names the file and the place.
    """
    raw = _read(name)
    head = raw["preset"]
    try:
        found = _gathered(raw, head)
        return Preset.model_validate(
            {
                "id": head["id"],
                "title": head["title"],
                "docs": head.get("docs", {}),
                "windows": found["window"],
                **{f"{kind}s": list(found[kind].values()) for kind in PRIMITIVES},
            }
        )
    except ValidationError as error:
        raise _explained(name, found, error) from None
    except LookupError as error:
        raise _wrong(name, error.args[0], "missing") from None
    except (TypeError, AttributeError):
        raise _wrong(name, "TOML", "shape") from None


def _read(name: str) -> Raw:
    shipped = files("schedules.regulations").joinpath("presets", f"{name}.toml")
    source = shipped if name in SHIPPED else Path(name)
    try:
        raw = tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        if isinstance(error, tomllib.TOMLDecodeError):
            raise _wrong(name, f"TOML {error}", "shape") from None
        raise UserError("preset_unknown", value=name, known=", ".join(SHIPPED)) from None
    if strange := sorted(raw.keys() - _TOP):
        raise _wrong(name, strange[0], "extra_forbidden")
    if raw.get("schema") != SCHEMA or "preset" not in raw:
        raise _wrong(name, f"schema = {SCHEMA}, [preset]", "missing")
    return raw


def _gathered(raw: Raw, head: Raw) -> Rules:
    """The rules of the file over those that it takes from others, without those that are off."""
    own = _params(raw)
    found = _rules(_read(head["use"]), own) if "use" in head else _rules({}, {})
    for borrowed in head.get("also", ()):
        preset, _, slot = borrowed.partition(":")
        _lay(found, _only(_rules(_read(preset), own), slot))
    _lay(found, _rules(raw, {}))
    for name in head.get("off", ()):
        if not any([found[kind].pop(name, None) for kind in PRIMITIVES]):  # noqa: C419  of each kind
            raise LookupError(f"off: {name}")
    return found


def _rules(raw: Raw, own: Raw) -> Rules:
    """What a file holds, with the values of its parameters, or those that a school gives itself."""
    params = _params(raw) | own
    windows = {name: _filled(one, params) for name, one in raw.get("window", {}).items()}
    return {
        "window": windows,
        **{k: {r["id"]: _filled(r, params) for r in raw.get(k, ())} for k in PRIMITIVES},
    }


def _params(raw: Raw) -> Raw:
    """Name -> value; a value stands alone, or in a table with the word that it stands for."""
    given = raw.get("param", {})
    return {name: v["value"] if isinstance(v, Mapping) else v for name, v in given.items()}


def _filled(value: Any, params: Raw) -> Any:
    """Put the values of parameters where "$name" stands."""
    if isinstance(value, dict):
        return {key: _filled(one, params) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, params) for one in value]
    if not isinstance(value, str):
        return value
    if whole := _PARAM.fullmatch(value):
        return params[whole[1]]
    return _PARAM.sub(lambda found: str(params[found[1]]), value)


def _only(rules: Rules, slot: str) -> Rules:
    picked = {kind: {slot: rules[kind][slot]} for kind in PRIMITIVES if slot in rules[kind]}
    if not picked:
        raise LookupError(f"also: {slot}")
    return {**picked, "window": rules["window"]}


def _lay(under: Rules, over: Rules) -> None:
    for kind, rules in over.items():
        under[kind] |= rules


def _explained(name: str, found: Rules, error: ValidationError) -> UserError:
    """The first finding: in which rule, under which key, and what is wrong there."""
    first = error.errors()[0]
    where = [str(part) for part in first["loc"]]
    rules = found.get(where[0].removesuffix("s"), {}) if where else {}
    if len(where) > 1 and where[1].isdigit():
        where[1] = list(rules)[int(where[1])]
    return _wrong(name, ".".join(where), first["type"])


def _wrong(name: str, where: object, what: str) -> UserError:
    words = texts.find("duties.wrong")
    return UserError("preset_wrong", path=name, where=where, why=words.get(what, words["shape"]))
