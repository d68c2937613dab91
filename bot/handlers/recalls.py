"""A message was taken back: it counts no longer."""

from bot.messages import Kind
from bot.services.asking import questions
from bot.services.counting import receipts
from bot.services.line import Line
from bot.services.scene import Scene


def is_recall(_scene: Scene, line: Line) -> bool:
    return line.message.kind is Kind.RECALL


def take_back(scene: Scene, line: Line) -> None:
    message_id, stored = scene.picture.recalled.get((line.chat, line.message.id), ("", []))
    fresh = [
        sign
        for signs in scene.picture.signs.values()
        for sign in signs
        if (sign.chat, sign.message_id) == (line.chat, message_id)
    ]
    if message_id and (stored or fresh):
        receipts.withdraw_message(scene, line.chat, message_id, [*stored, *fresh])
    if message_id:
        questions.withdraw(scene, line.chat, message_id)
