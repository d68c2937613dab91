"""What is a message in a text log and what only looks like one; kinds of lines."""

from datetime import datetime
from pathlib import Path

import pytest

from bot.clock import CHINA
from bot.errors import UserError
from bot.messages import Kind
from bot.parsing import chatlogs

LOGS = Path(__file__).with_name("logs")


def test_several_chats_are_not_mixed() -> None:
    rule = "=" * 64
    chat = "{rule}\n消息对象:{name}\n{rule}\n\n2025-11-04 9:05:12 何老师(10001)\n好\n\n"
    text = "".join(chat.format(rule=rule, name=name) for name in ("四(1)班", "家人"))
    with pytest.raises(UserError, match="several_chats") as refused:
        chatlogs.read(text)
    assert refused.value.facts == {"names": ("四(1)班", "家人")}


def test_a_discussion_group_has_no_ids() -> None:
    head = "消息记录（此消息记录为文本格式，不支持重新导入）\n消息对象:讨论组\n\n"
    log = chatlogs.read(f"{head}2025-11-04 9:05:12 何老师\n收到")
    assert (log.format, log.lines[0].card, log.lines[0].text) == ("qq_text", "何老师", "收到")


def test_times_may_go_back_by_a_minute_only() -> None:
    times = {"甲妈妈": "09:05:30", "乙妈妈": "09:04:40", "丙妈妈": "09:03:00"}
    log = chatlogs.read("\n\n".join(f"2025-11-04 {at} {card}\n好" for card, at in times.items()))
    assert [line.card for line in log.lines] == ["甲妈妈", "乙妈妈"]
    assert log.lines[1].text.startswith("好\n\n2025-11-04 09:03:00")


def test_a_date_ahead_does_not_hide_the_rest() -> None:
    heads = [f"2025-11-04 09:0{i}:00 家长{i}\n收到" for i in range(6)]
    heads[1] += "\n2025-12-24 18:00:00 圣诞晚会"
    log = chatlogs.read("\n".join(heads))
    assert [line.card for line in log.lines] == [f"家长{i}" for i in range(6)]


def test_a_paste_behind_a_paste_counts_once() -> None:
    parts = [f"家长{i} 2025/11/4 9:{i:02}\n收到{i}" for i in range(30)]
    log = chatlogs.read("\n\n".join([*parts[:20], *parts[10:]]))
    assert [line.text for line in log.lines] == [f"收到{i}" for i in range(30)]
    assert log.unread == ()


def test_an_older_part_behind_is_shown_as_unread() -> None:
    parts = [f"家长{i % 3} 2025/11/4 9:{i:02}\n收到{i}" for i in range(20)]
    log = chatlogs.read("\n\n".join([*parts[10:], *parts[:10]]))
    assert [line.text for line in log.lines] == [f"收到{i}" for i in range(10, 20)]
    assert log.unread[:2] == ((31, "家长0 2025/11/4 9:00"), (32, "收到0"))


def test_lines_before_the_log_are_shown() -> None:
    text = (LOGS / "wechatmsg.txt").read_text(encoding="utf-8")
    log = chatlogs.read(f"老师您好，这是记录\n\n{text}")
    assert log.unread == ((1, "老师您好，这是记录"),)
    assert len(log.lines) == 3


@pytest.mark.parametrize(
    ("words", "kind", "text"),
    [
        ("[图片]", Kind.IMAGE, ""),
        ("[图片]孩子的作业", Kind.IMAGE, "孩子的作业"),
        ("[视频]", Kind.IMAGE, ""),
        ("[语音]", Kind.VOICE, ""),
        ('[语音 9"]', Kind.VOICE, '9"'),
        ("[语音] 60″", Kind.VOICE, '60"'),
        ("[表情]", Kind.STICKER, ""),
        ("[表情:握手]", Kind.STICKER, "[握手]"),
        ("[文件] 名单.xlsx", Kind.FILE, ""),
        ("[聊天记录] 何老师：明天秋游", Kind.FORWARD, "何老师：明天秋游"),
        ("[表情]收到", Kind.TEXT, "[表情]收到"),
        ("收到[图片]", Kind.TEXT, "收到[图片]"),
        ("[玫瑰]", Kind.TEXT, "[玫瑰]"),
        ("你撤回了一条消息", Kind.RECALL, "你撤回了一条消息"),
        ("我刚才撤回了一条消息", Kind.TEXT, "我刚才撤回了一条消息"),
        ("谁加入了群聊", Kind.TEXT, "谁加入了群聊"),
        ('"许多妈妈"通过扫描"何老师"分享的二维码加入群聊', Kind.JOIN, None),
        ("许多妈妈退出了群聊", Kind.LEAVE, None),
    ],
)
def test_kinds_of_lines(words: str, kind: Kind, text: str | None) -> None:
    log = chatlogs.read(f"许多妈妈 2025/11/4 9:05\n{words}")
    assert (log.lines[0].kind, log.lines[0].text) == (kind, words if text is None else text)
    assert log.lines[0].at == datetime(2025, 11, 4, 9, 5, tzinfo=CHINA)
