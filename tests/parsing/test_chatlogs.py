"""Reading pasted and exported chat logs: each format, and what looks like one and is not."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.parsing import chatlogs
from bot.parsing.chatlogs import Log, LogLine

LOGS = Path(__file__).with_name("logs")
NOTICE = "明天秋游，请回收到"
SHEN, LIN = "沈一舟妈妈", "林知夏奶奶"
DUTIES_QQ = "轮值表\n何小花 2025-11-01 8:00:00\n2025-11-02 8:00:00 林小雨(23339999)\n谢谢"
DUTIES_WECHAT = "轮值表\n何小花 2025/11/01 8:00 AM\n林小雨 2025/11/02 8:00 AM\n\n谢谢"


def load(name: str) -> Log:
    return chatlogs.read((LOGS / name).read_bytes())


def brief(log: Log) -> list[tuple[str, str, str]]:
    """Who (the account if it is known), the kind, the words or the file's name."""
    return [(line.sender_id or line.card, line.kind, line.text or line.name) for line in log.lines]


def at(line: LogLine) -> str:
    assert line.at is not None
    assert line.at.utcoffset() == timedelta(hours=8)
    return line.at.strftime("%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("name", "format_", "lines"),
    [
        (
            "qq.txt",
            "qq_text",
            [
                ("23330001", "text", f"{NOTICE}\n8:00到校"),
                ("23330002", "text", "收到"),
                ("zhouke@example.com", "image", ""),
                ("23330004", "voice", '12"'),
                ("23330002", "text", DUTIES_QQ),
                ("23330004", "recall", "林知夏奶奶撤回了一条消息"),
                ("张小满爸爸", "join", "张小满爸爸加入了本群"),
                ("23330002", "file", "名单.xlsx"),
            ],
        ),
        (
            "wechat_copy.txt",
            "wechat_copy",
            [
                ("何老师", "text", f"{NOTICE}\n8:00到校"),
                (SHEN, "text", "收到"),
                ("周可 爸爸🌸", "image", ""),
                (LIN, "voice", '12"'),
                (SHEN, "text", DUTIES_WECHAT),
                (SHEN, "text", "几点回来？"),
            ],
        ),
        (
            "wechat_copy_zh.txt",
            "wechat_copy",
            [("何老师", "text", NOTICE), (SHEN, "text", "收到"), (LIN, "voice", '3"')],
        ),
        (
            "wechat_copy_old.txt",
            "wechat_copy_old",
            [("何老师", "text", NOTICE), (SHEN, "text", "收到"), (LIN, "voice", "")],
        ),
        (
            "wechat_mail.txt",
            "wechat_mail",
            [
                ("何老师", "text", f"{NOTICE}\n集合 8:00"),
                (SHEN, "text", "收到"),
                (LIN, "sticker", ""),
                (LIN, "recall", '"林知夏奶奶"撤回了一条消息'),
            ],
        ),
        (
            "wechatmsg.txt",
            "wechatmsg_txt",
            [("何老师", "text", NOTICE), (SHEN, "text", "收到\n谢谢老师"), (LIN, "image", "")],
        ),
        (
            "wechatmsg.csv",
            "wechatmsg_csv",
            [
                ("", "text", f"{NOTICE}\n8:00到校"),
                ("wxid_shen", "text", "收到"),
                ("wxid_zhou", "image", ""),
                ("wxid_lin", "voice", ""),
                ("wxid_lin", "recall", '"林知夏奶奶" 撤回了一条消息'),
            ],
        ),
        (
            "echotrace.json",
            "echotrace",
            [
                ("wxid_he", "text", NOTICE),
                ("wxid_shen", "text", "收到"),
                ("wxid_zhou", "image", ""),
                ("wxid_lin", "voice", '12"'),
                ("wxid_lin", "sticker", ""),
                ("wxid_lin", "file", "名单.xlsx"),
                ("wxid_lin", "forward", "何老师：明天秋游"),
                ("wxid_lin", "recall", '"林知夏奶奶" 撤回了一条消息'),
                ("张小满爸爸", "join", '"何老师"邀请"张小满爸爸、许多妈妈"加入了群聊'),
                ("许多妈妈", "join", '"何老师"邀请"张小满爸爸、许多妈妈"加入了群聊'),
            ],
        ),
        (
            "chatlab.json",
            "chatlab",
            [
                ("wx_he", "text", NOTICE),
                ("wx_shen", "text", "收到"),
                ("wx_zhou", "image", ""),
                ("wx_zhou", "sticker", "[合十]"),
                ("wx_shen", "recall", ""),
                ("张小满爸爸", "join", "张小满爸爸加入了群聊"),
            ],
        ),
        ("chatlab.jsonl", "chatlab", [("10001", "text", NOTICE), ("10002", "text", "收到")]),
        (
            "qqchatexporter.json",
            "qqchatexporter",
            [
                ("23330001", "text", NOTICE),
                ("23330002", "text", "收到"),
                ("23330003", "image", "b.jpg"),
                ("23330004", "file", "名单.xlsx"),
                ("23330004", "recall", ""),
                ("张小满爸爸", "join", "张小满爸爸加入了本群"),
            ],
        ),
    ],
)  # fmt: skip
def test_every_format(name: str, format_: str, lines: list[tuple[str, str, str]]) -> None:
    log = load(name)
    assert (log.format, brief(log)) == (format_, lines)


@pytest.mark.parametrize(
    ("name", "unread"),
    [
        ("qq.txt", ()),
        ("wechat_copy.txt", ()),
        ("wechatmsg.csv", ((7, "周可爸爸 [49]"), (9, "周可爸爸 [50] 通话时长 01:02"))),
        ("echotrace.json", ((10, "[未知消息] ??"), (11, "junk"))),
        ("chatlab.json", ((7, "[99] 未知"),)),
        ("chatlab.jsonl", ((8, '{"_type": "message", "sender": "10002", '),)),
        ("qqchatexporter.json", ((7, "[]"),)),
    ],
)
def test_what_cannot_be_read_is_shown(name: str, unread: tuple[tuple[int, str], ...]) -> None:
    assert load(name).unread == unread


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("qq.txt", "11-04 09:05:12", "11-04 09:06:01"),
        ("wechat_copy.txt", "11-04 09:05:00", "11-04 09:06:00"),
        ("wechat_copy_zh.txt", "11-04 09:05:12", "11-04 14:51:00"),
        ("wechat_mail.txt", "11-03 23:58:00", "11-04 06:31:00"),
        ("wechatmsg.txt", "11-04 09:05:12", "11-04 09:06:01"),
        ("wechatmsg.csv", "11-04 09:05:12", "11-04 09:06:01"),
        ("echotrace.json", "11-04 09:05:12", "11-04 09:06:01"),
        ("chatlab.json", "11-04 09:05:12", "11-04 09:06:01"),
        ("chatlab.jsonl", "11-04 09:05:12", "11-04 09:06:01"),
        ("qqchatexporter.json", "11-04 09:05:12", "11-04 09:06:01"),
    ],
)
def test_times_are_chinese_times(name: str, first: str, second: str) -> None:
    lines = load(name).lines
    assert (at(lines[0]), at(lines[1])) == (first, second)


@pytest.mark.parametrize(
    ("clock", "hour"),
    [("12:05 AM", 0), ("2:51 PM", 14), ("12:30 PM", 12), ("下午2:51", 14), ("上午9:05", 9)],
)
def test_half_days(clock: str, hour: int) -> None:
    (line,) = chatlogs.read(f"何老师 2025/11/4 {clock}\n收到").lines
    assert line.at is not None
    assert line.at.hour == hour


@pytest.mark.parametrize(
    "name",
    ["qq.txt", "wechat_mail.txt", "echotrace.json", "chatlab.json", "chatlab.jsonl",
     "qqchatexporter.json"],
)  # fmt: skip
def test_the_group_has_its_name(name: str) -> None:
    assert load(name).group_name == "四(1)班家长群"


def test_cards_quotes_ids_and_own_lines() -> None:
    qq = load("qq.txt")
    assert [line.card for line in qq.lines[:2]] == ["何老师", "沈一舟妈妈"]
    assert qq.lines[-1].card == "沈一舟妈妈改名了"
    assert load("wechat_copy.txt").lines[-1].quoted == f"{NOTICE}\n8:00到校"
    lab = load("chatlab.json").lines
    assert (lab[1].id, lab[1].quote, lab[1].card) == ("m2", "m1", "沈一舟妈妈")
    assert lab[4].quote == "m2"
    nt = load("qqchatexporter.json").lines
    assert (nt[0].card, nt[1].quote, nt[4].quote) == ("何老师", "71", "75")
    assert [line.own for line in load("echotrace.json").lines[:2]] == [True, False]
    assert [line.own for line in load("wechatmsg.csv").lines[:2]] == [True, False]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, newline: str) -> None:
    text = (LOGS / "qq.txt").read_text(encoding="utf-8")
    log = chatlogs.read(text.replace("\n", newline).encode(encoding))
    assert log == load("qq.txt")


@pytest.mark.parametrize(
    "data",
    [
        "",
        "收到",
        "明天秋游\n集合 2025-11-05 8:00:00\n地点：操场",
        "家长会 2025/11/05 14:30",
        "注意事项：\n带水\n\n时间：\n8:00",
        "{}",
        '{"messages": []}',
        '{"chatlab": {}, "messages": []}',
        '{"chatlab": ',
        "[1, 2]",
        "localId,Type,StrContent,CreateTime\n",
        b"\x89PNG\r\n\x1a\n\x00\x00\xff\xff",
        b"",
    ],
)
def test_other_things_are_no_log(data: str | bytes) -> None:
    with pytest.raises(UserError, match="not_a_chat_log"):
        chatlogs.read(data)
