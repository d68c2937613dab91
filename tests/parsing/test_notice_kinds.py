"""The kind of a notice follows from what it asks, in whatever words."""

from datetime import datetime

import pytest

from bot.parsing import orders, signals

NOW = datetime.fromisoformat("2026-09-15T10:00:00+08:00")
ASKED = [
    ("poll", "春游去哪？A动物园 B湿地公园，投票，明天18:00前"),
    ("poll", "投票：班服颜色 ①红 ②蓝 ③白，周四20:00前"),
    ("poll", "大家投个票，毕业旅行选 1.青岛 2.大连 3.不去，周五前"),
    ("poll", "班会主题投票：感恩/诚信/友善，今晚20:00前"),
    ("poll", "请各位家长填一下接送方式：自己走、家长接、托管接，周三前"),
    ("poll", "请各家统计：吃素、吃荤、不在校吃，周三前报我"),
    ("poll", "明天9点前报一下午餐：吃米饭还是面条"),
    ("attend", "周六…能来的回“能来”，来不了回“来不了”，周五18:00前"),
    ("attend", "周五家长会，来不来说一声"),
    ("attend", "开家长会，能来的扣1，不能来的扣2"),
    ("ack", "带跳绳，看到回复一下"),
    ("signup", "周六义卖报名：摊位名称、家长人数，周四20:00前"),
    ("attend", "周日植树活动，能参加的家庭请回复，不能的也说一下"),
    ("ack", "明天停课一天，看到请扣1"),
    ("ack", "请大家知悉后回复"),
    ("ack", "收到的家长吱一声"),
    ("poll", "校服颜色大家选一下：红色、蓝色、灰色"),
    ("poll", "下周班会你们想聊什么？1、手机 2、作业 3、零花钱 选一个，今晚九点前"),
    ("form", "请登记孩子的鞋码、裤码，周五前"),
    ("form", "报一下接孩子的人和电话，明天中午前"),
    ("info", "明天升旗穿校服"),
    ("info", "有事打电话，没事别打电话"),
    ("form", "请登记接孩子方式：姓名、方式（校车/自己走）、谁接，周四前"),
    ("form", "请填午休方式：姓名、方式、备注"),
    ("poll", "请登记午休方式：在校、回家、托管"),
    ("attend", "周日亲子骑行，请回“来”或“不来”，周五前"),
    ("attend", "周末露营，想去的回“到”，去不了的回“缺”"),
    ("poll", "要不要订校服？要的回“订”，不要的回“不订”，周五前"),
    ("poll", "延时服务：留下的回1，退出的回2"),
    ("poll", "关于换座位，同意的回A，反对的回B"),
    ("ack", "安全告知书请签收，周三前"),
    ("ack", "阅后请回"),
    ("info", "今天作业已发学习平台"),
    ("signup", "要订校服的接龙，写尺码"),
    ("signup", "谁愿意当护学岗志愿者，报名"),
    ("attend", "29号亲子运动会，去不去周三前告诉我"),
    ("ack", "安全责任书已发，签字后回执"),
    ("voluntary", "社区讲座，自愿参加，不统计"),
    ("form", "运动会请登记：项目、T恤尺码，不参加的写“不参加”"),
    ("poll", "统计一下：吃，不吃，周三前"),
    ("info", "投票结果：选了蓝色"),
    ("info", "请看好孩子，别去河边"),
    ("info", "收到学校通知，明天停水，自带水杯"),
    ("info", "来校请走东门"),
]
CODES = [
    ("能来的扣1，不能来的扣2", "1", "参加"),
    ("能来的扣1，不能来的扣2", "2", "不参加"),
    ("参加回A，不参加回B", "b", "不参加"),
    ("能来的扣1，不能来的扣2", "3", None),
    ("请回参加或不参加", "1", None),
]


@pytest.mark.parametrize(("kind", "body"), ASKED)
def test_what_is_asked_makes_the_kind(kind: str, body: str) -> None:
    assert orders.read(f"发通知 {body}", NOW, ()).kind == kind


@pytest.mark.parametrize(("body", "said", "value"), CODES)
def test_a_sign_that_was_agreed_on(body: str, said: str, value: str | None) -> None:
    assert signals.coded(body, said).value == value


def test_what_is_signed_up_for_has_its_fields() -> None:
    order = orders.read("发通知 周六义卖报名：摊位名称、家长人数，周四20:00前", NOW, ())
    assert order.fields == ("摊位名称", "家长人数")


RIDE = "周日亲子骑行，能来的回“报”，不来的回“不报”"
MILK = "要不要订校服？要的回“订”，不要的回“不订”"
STAY = "延时服务：留下的回1，退出的回2"


@pytest.mark.parametrize(
    ("body", "text", "value"),
    [
        (RIDE, "不报", "不参加"),
        (RIDE, "报", "参加"),
        (RIDE, "不报了，谢谢老师", "不参加"),
        (RIDE, "报不报再说", None),
        (MILK, "订一份", "订"),
        (MILK, "不要", "不订"),
        (MILK, "我家不订了", "不订"),
        (STAY, "1", "留下"),
        (STAY, "回2", "退出"),
        (STAY, "退出", "退出"),
        (STAY, "12", None),
    ],
)
def test_words_that_a_notice_offers_answer_it(body: str, text: str, value: object) -> None:
    assert signals.coded(body, text).value == value
