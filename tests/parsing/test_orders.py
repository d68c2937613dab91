"""When an order is to leave: an hour that is named, a while from now, or words that name none."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.parsing import dangers, orders

NOW = datetime(2026, 4, 15, 15, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("过两小时发通知 明天带水杯", 17, 0),
        ("两小时后发通知 明天带水杯", 17, 0),
        ("半小时后发通知 明天带水杯", 15, 30),
        ("30分钟后群发 明天带水杯", 15, 30),
        ("今晚8点发通知 明天带水杯", 20, 0),
    ],
)
def test_the_hour_of_sending_is_read(text: str, hour: int, minute: int) -> None:
    order = orders.read(text, NOW, ())
    assert order.send_at == NOW.replace(hour=hour, minute=minute)
    assert (order.body, order.unclear_when) == ("明天带水杯", "")


@pytest.mark.parametrize("when", ["一会儿", "等会儿", "下午"])
def test_a_while_that_is_no_hour_is_not_now(when: str) -> None:
    order = orders.read(f"{when}发通知 明天带水杯", NOW, ())
    assert (order.send_at, order.unclear_when) == (None, when)


def test_an_hour_in_the_notice_is_not_the_hour_of_sending() -> None:
    order = orders.read("发通知 8点到校", NOW, ())
    assert (order.send_at, order.unclear_when) == (None, "")


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ("请把孩子身份证号发群里核对", True),
        ("请不要把身份证号发群里", False),
        ("请把身份证复印件交给老师", False),
        ("请把孩子和父母双方身份证号码报给我，填中考报名表", True),
        ("接龙填一下孩子证件号", True),
        ("证件号请私信发给我", False),
        ("报名时带好身份证原件", False),
        ("明天登记，请带户口本", False),
    ],
)
def test_ids_are_not_gathered_in_the_group(body: str, asked: bool) -> None:
    assert dangers.asks_for_ids(body) is asked


@pytest.mark.parametrize(
    "text", ["明天一早发通知 交水费单", "下周二发通知：交水费单", "后天发通知 交水费单"]
)
def test_a_day_before_the_order_schedules_it_or_is_asked(text: str) -> None:
    order = orders.read(text, NOW, ())
    assert order.send_at or order.unclear_when
    assert order.body == "交水费单"


@pytest.mark.parametrize(
    ("text", "day", "hour"),
    [
        ("/通知 明早7点发：交水费单", 16, 7),
        ("发通知 明早7点发 交水费单", 16, 7),
        ("发通知：今晚8点再发，交水费单", 15, 20),
        ("通知（今晚8点发）交水费单", 15, 20),
        ("发通知 定时明早7点 交水费单", 16, 7),
        ("群发 两小时后发出：交水费单", 15, 17),
        ("发通知 周五7:30发布：交水费单", 17, 7),
        ("发通知 六(5)班 明早7点发：交水费单", 16, 7),
        ("发通知 明早7点发 六(5)班：交水费单", 16, 7),
    ],
)
def test_the_hour_may_stand_behind_the_order(text: str, day: int, hour: int) -> None:
    order = orders.read(text, NOW, ("六(5)班",))
    assert order.send_at is not None
    assert (order.send_at.day, order.send_at.hour) == (day, hour)
    assert (order.body, order.when_or_matter) == ("交水费单", "")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("发通知 明早7点 交水费单", "明早7点"),
        ("/通知 今晚8点：请签字带回", "今晚8点"),
        ("现在发通知 明早7点 校门口集合", ""),
        ("发通知 明早7点 校门口集合", ""),
        ("发通知 今晚8点 线上家长会，参加/不参加", ""),
        ("发通知 周六9:00 操场跳绳，家长自愿", ""),
        ("发通知 明早7点到校", ""),
        ("发通知 明早7点前交水费单", ""),
        ("发通知 明早7点发牛奶卡，请回收到", ""),
        ("发通知 明天 交水费单", ""),
    ],
)
def test_a_bare_hour_that_may_be_either_is_asked_about(text: str, asked: str) -> None:
    order = orders.read(text, NOW, ())
    assert (order.send_at, order.when_or_matter) == (None, asked)


@pytest.mark.parametrize("text", ["周三发通知的时候说过了", "老师发通知 交水费单"])
def test_words_about_a_notice_order_none(text: str) -> None:
    assert not orders.is_order(text)
