"""What is asked of the records of contacts, and what only looks like it."""

from datetime import datetime

import pytest

from bot.clock import CHINA
from bot.parsing import contact_asks

NOW = datetime(2027, 3, 9, 15, tzinfo=CHINA)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "kind", "days", "left"),
    [
        ("这个月家访了几家", "home_visit", ("03-01", "04-01"), False),
        ("还有几家没家访？", "home_visit", ("03-01", "04-01"), True),
        ("上个月联系过谁", "", ("02-01", "03-01"), False),
        ("本周打了多少个电话", "phone_call", ("03-08", "03-15"), False),
        ("上周都跟谁家谈过话", "interview", ("03-01", "03-08"), False),
        ("没打过电话的还有哪几家", "phone_call", ("03-01", "04-01"), True),
        ("这学期哪些同学还没有家访过呢", "home_visit", ("03-01", "03-10"), True),
        ("2月份沟通了几位家长", "", ("02-01", "03-01"), False),
        ("家访还差几户没去", "home_visit", ("03-01", "04-01"), True),
        ("请问我们班昨天联系了哪些家长", "", ("03-08", "03-09"), False),
        ("这个月谁还没联系过", "", ("03-01", "04-01"), True),
        ("本月没单独联系过的有谁", "", ("03-01", "04-01"), True),
    ],
)
def test_questions_are_read(text: str, kind: str, days: tuple[str, str], left: bool) -> None:
    term = (datetime(2027, 3, 1, tzinfo=CHINA).date(), datetime(2027, 3, 10, tzinfo=CHINA).date())
    assert contact_asks.ASKS.match(text)
    asked = contact_asks.read(text, NOW, [term])
    found = (asked.kind, f"{asked.since:%m-%d}", f"{asked.until:%m-%d}", asked.left)
    assert found == (kind, *days, left)


@pytest.mark.parametrize(
    "text",
    [
        "给柏舟家打了几次电话没人接",
        "柏舟妈妈联系过谁",
        "这个月家访了三家 都挺好",
        "家长联系谁",
        "谁没回",
        "明天家访几家",
        "还差几个",
        "上个月柏舟家访过几次",
    ],
)
def test_other_words_are_none(text: str) -> None:
    assert not contact_asks.ASKS.match(text)
