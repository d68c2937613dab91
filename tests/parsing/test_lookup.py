"""What a notice answers itself, and what only looks like an answer."""

import pytest

from bot.parsing import lookup

FOG = "大雾，明天推迟到校，9:20到校，早餐在家吃"
TRIP = "周五秋游，8:00在操场集合，穿运动鞋，自带午餐。请回收到"
FLU = "明天起因流感停课三天，请看护好孩子。收到请回复"
EXAM = "周五期中练习，考一门，每人带两瓶水"
HALF = "周五上半天课，下午放假"
DUTY = "下周护学岗，格式：姓名 日期 早晚，没空写“没空”，本周四20:00截止"
MEETING = "周五19:00在多功能厅开家长会，大约一小时"
OPEN = "周五家长开放日，8:30到二楼录播室，听一节课，请勿录像，一家限一位"
WHITE = "周三合唱比赛，穿白衬衫、黑裤子，7:40到校"
TOLD = [
    ("到底9点20还是9点半啊", FOG, "9:20到校"),
    ("几点到校", FOG, "9:20到校"),
    ("几点集合", TRIP, "8:00在操场集合"),
    ("穿什么鞋", TRIP, "穿运动鞋"),
    ("什么时候截止", DUTY, "本周四20:00截止"),
    ("几点开始", MEETING, "周五19:00在多功能厅开家长会"),
    ("听几节课啊", OPEN, "听一节课"),
    ("录像行吗", OPEN, "请勿录像"),
    ("能不能录像", OPEN, "请勿录像"),
    ("俩人去行吗", OPEN, "一家限一位"),
    ("不用我们两个都去吧?", OPEN, "一家限一位"),
    ("衬衫要带吗", WHITE, "穿白衬衫、黑裤子"),
    ("做几页", "今天数学练习册做3页，语文背第5课", "今天数学练习册做3页"),
    ("停课两天还是三天啊", FLU, "明天起因流感停课三天"),
    ("考一门还是两门?", EXAM, "考一门"),
    ("带一瓶水还是两瓶", EXAM, "每人带两瓶水"),
    ("是上半天还是一天呀", HALF, "周五上半天课"),
    ("在哪开", MEETING, "周五19:00在多功能厅开家长会"),
]
NOT_TOLD = [
    ("带一本书还是两本", EXAM),
    ("去一天还是两天", TRIP),
    ("那校车几点来接", FOG),
    ("几点回来", TRIP),
    ("要不要穿校服", TRIP),
    ("晚上要站到几点?", DUTY),
    ("单词本明天要带吗", WHITE),
    ("英语书要带吗", WHITE),
    ("录像行吗", TRIP),
    ("要听几节课", TRIP),
    ("开放日改期了吗", OPEN),
    ("俩人去行吗", TRIP),
    ("孩子要一起来吗", OPEN),
    ("我们小满不唱行吗", WHITE),
    ("不听课可以吗", OPEN),
    ("开放日要交钱吗", OPEN),
    ("合唱收费吗", WHITE),
]


@pytest.mark.parametrize(("question", "notice", "clause"), TOLD)
def test_the_notice_says_it(question: str, notice: str, clause: str) -> None:
    assert clause in lookup.answer(question, notice)


@pytest.mark.parametrize(("question", "notice"), NOT_TOLD)
def test_another_hour_is_no_answer(question: str, notice: str) -> None:
    assert lookup.answer(question, notice) == ()
