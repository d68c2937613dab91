"""A route: which lines a handler takes. `when` is pure; the first match wins."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.services.line import Line
from bot.services.scene import Scene


@dataclass(frozen=True, slots=True)
class Route:
    when: Callable[[Scene, Line], bool]
    run: Callable[[Scene, Line], None]
