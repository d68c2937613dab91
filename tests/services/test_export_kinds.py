"""Exports of receipts and questions, as words."""

from typing import Any

import storage.tables as t
from tests.services.exporting import EVENING, Desk, notice

RECEIPTS: list[dict[str, Any]] = [
    {"status": "confirmed", "answer": "参加", "by": "c3-2-01-1", "via": "chat"},
    {"status": "conflict", "answer": ["参加", "不参加"], "at": EVENING},
    {"status": "confirmed", "answer": {"身高": "132", "尺码": "M"}, "by": "t01"},
]
ASKED: dict[str, Any] = {"words": "", "askers": ["c3-2-01-1"], "to": ["t01"], "at": EVENING}
ANSWERED: dict[str, Any] = {"status": "answered", "source": "notice", "answer": "7点"}
MINUTE = "2026-11-18 00:30"


async def test_receipts_show_what_each_child_answered(desk: Desk) -> None:
    await desk.office.put(
        notice(12, deadline=EVENING),
        notice(13, sent_at=None, status="held"),
        t.Receipt(notice_no=13, student_id="c3-2-01"),
        *(
            t.Receipt(notice_no=12, student_id=f"c3-2-0{child}", **values)
            for child, values in enumerate(RECEIPTS, 1)
        ),
    )
    one, two, three = await desk.rows("receipts")
    assert (one["通知"], one["要求"]) == ("家长会", "是否参加")
    assert (one["发出时间"], one["截止时间"]) == (MINUTE, MINUTE)
    assert (one["状态"], one["答复"], one["途径"]) == ("已确认", "参加", "群里")
    assert (one["回复人"], one["回复时间"]) == ("程以宁妈妈（宋佳音）", "")
    assert (two["学生"], two["答复"]) == ("李子涵（男）", "参加 / 不参加")
    assert (two["状态"], two["回复时间"]) == ("两位家长不一致", MINUTE)
    assert (three["答复"], three["回复人"]) == ("身高：132；尺码：M", "沈老师")


async def test_a_question_of_a_group_shows_who_asked_and_what_was_answered(desk: Desk) -> None:
    group = t.Group(platform="qq", id="100000000032", classroom_id="c3-2")
    asked = t.Question(
        id=1, no=1, text="几点", chat=group.id, notice_no=12, due=EVENING, **ASKED | ANSWERED
    )
    await desk.office.put(group, asked)
    assert await desk.rows("questions") == [
        {
            "编号": "1",
            "时间": MINUTE,
            "班级": "三(2)班",
            "学生": "",
            "提问人": "宋佳音",
            "问题": "几点",
            "通知号": "12",
            "转给": "沈老师",
            "状态": "已答复",
            "答复来源": "通知原文",
            "答复": "7点",
            "答复期限": MINUTE,
        }
    ]


async def test_the_words_of_a_private_question_stay_inside_unless_approved(desk: Desk) -> None:
    asked = t.Question(id=2, text="孩子最近怎样", private=True, student_id="c3-2-01", **ASKED)
    await desk.office.put(asked)
    (hidden,) = await desk.rows("questions")
    assert (hidden["问题"], hidden["答复"]) == ("[敏感，未导出]", "")
    assert hidden["编号"] == ""
    assert hidden["提问人"] == "程以宁妈妈（宋佳音）"
    (approved,) = await desk.rows("questions", approved=True)
    assert approved["问题"] == "孩子最近怎样"
