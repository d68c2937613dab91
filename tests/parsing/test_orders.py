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


@pytest.mark.parametrize("text", ["周三发通知的时候说过了", "老师发通知 交水费单"])
def test_words_about_a_notice_order_none(text: str) -> None:
    assert not orders.is_order(text)
