"""What a notice may not say before a class, and what only sounds like it."""

import re

import pytest

from bot.parsing import exposing

NAMES = ("祁星野", "海棠", "柏舟")


def kind(text: str) -> str:
    return exposing.of_children(text, [m.span() for n in NAMES for m in re.finditer(n, text)])


@pytest.mark.parametrize(
    "text",
    [
        "表扬祁星野、海棠作业认真",
        "今天批评柏舟同学上课讲话，请家长配合",
        "以下同学作业没交：祁星野、海棠",
        "海棠、柏舟今天迟到，请家长注意",
        "本周进步最大的是柏舟，大家向他学习",
        "海棠书写优秀，请其他家长看看",
        "没订正的：祁星野 柏舟。今晚补上",
        "还没回执的家长，未填的有海棠、柏舟",
        "祁星野和柏舟打架了，请双方家长教育孩子",
    ],
)
def test_praise_and_blame_by_name(text: str) -> None:
    assert kind(text) == "praise_blame"


@pytest.mark.parametrize(
    "text",
    ["海棠对花生过敏，请大家不要带花生", "祁星野家的低保材料还没交", "助学金名单：海棠、柏舟"],
)
def test_a_childs_own_matters(text: str) -> None:
    assert kind(text) == "intimate"


@pytest.mark.parametrize(
    "text",
    [
        "明天值日：祁星野、海棠",
        "海棠、柏舟参加周六的合唱，7:30 校门口集合",
        "表扬信已发，作业没交的今晚补上",
        "对花生过敏的孩子请家长私下告诉我",
        "祁星野、柏舟负责黑板报。\n大家这周进步很大",
        "请海棠妈妈明天来领校服",
    ],
)
def test_what_may_be_said(text: str) -> None:
    assert kind(text) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("班费每人50元，扫码交给家委", "collection"),
        ("材料费38元，微信转给我，请回收到", "collection"),
        ("校服款120元交到家委王姐", "collection"),
        ("请给咱班小选手拉票，每人一天三票", "votes"),
        ("请转发朋友圈集满38个赞", "votes"),
        ("今晚请各位家长批改口算题并签字，拍照发群里接龙", "homework"),
        ("背诵视频今晚发群里打卡", "homework"),
        ("请家长检查作业并在群里接龙报错题数", "homework"),
        ("每天阅读30分钟，照片发群打卡", "homework"),
        ("英语跟读录音请传到班级群", "homework"),
        ("作业不用发群里，明天带来", ""),
        ("练习答案晚上发群里", ""),
        ("今天的作业已发群里，请查看", ""),
        ("春游照片晚些发群里", ""),
        ("阅读节活动报名请在群里接龙", ""),
        ("请家长签字的回执明天带来", ""),
        ("研学每人168元，学校统一从一卡通扣，请回参加或不参加", ""),
        ("午餐费480元，请在缴费平台上交，12月5日前", ""),
        ("近期有人冒充老师收费，请不要扫码付钱", ""),
        ("春游去哪：A 植物园 B 科技馆，请投票", ""),
        ("牛奶每盒3元，要订的接龙", ""),
        ("明天交回执", ""),
    ],
)
def test_what_a_class_group_is_not_for(text: str, found: str) -> None:
    assert exposing.of_families(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请家长批改口算并拍照打卡发群", True),
        ("请各位家长今晚打印预习单", True),
        ("作业拍照发群里", True),
        ("明天把作业本带来", False),
        ("打卡机坏了，明天到校走东门", False),
        ("家长会7点，会议材料学校打印好了", False),
    ],
)
def test_homework_laid_on_families(text: str, found: bool) -> None:
    assert exposing.burdens(text) is found
