"""Pictures of numbers: one drawing, on a page as it is and in a chat as PNG."""

from bot.pictures.chart import Chart, Level, Mark, State
from bot.pictures.drawing import NARROW, WIDE, draw
from bot.pictures.png import can_draw, to_png

__all__ = ["NARROW", "WIDE", "Chart", "Level", "Mark", "State", "can_draw", "draw", "to_png"]
