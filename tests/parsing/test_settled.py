"""Where the form of a line says more than its letters: leaves, lessons, days and danger."""

import pytest

from bot.parsing import leave_talk, replies
from bot.parsing.meaning import Intent
from bot.parsing.replies import settled

LEAVE, LATE, OTHER = Intent.LEAVE_REQUEST, Intent.LATE, Intent.OTHER


@pytest.mark.parametrize(
    "text",
    [
        "不请假了，她自己要来",
        "明天不用给他请假了，退烧了",
        "周五的假取消吧",
        "上次那个假先作废",
        "烧退了，明天照旧去",
        "嗓子还有点哑，人精神，明天照常来",
    ],
)
def test_a_leave_taken_back_is_no_request(text: str) -> None:
    assert leave_talk.takes_back(text)
    assert settled.settle(LEAVE, text) is OTHER


@pytest.mark.parametrize(
    "text",
    [
        "周四的假不用了，改周五",
        "上午换药，下午照常上课",
        "后天请假，大后天照常来",
        "烧退了，明天再歇一天，周五来上学",
        "哥哥明天请假，弟弟照常上学",
        "请假要不要写条子",
    ],
)
def test_a_leave_that_goes_on_is_one(text: str) -> None:
    assert not leave_talk.takes_back(text)


@pytest.mark.parametrize(
    ("intent", "text", "meant"),
    [
        (LATE, "明天头一节课不上，量完骨龄就来", LEAVE),
        (LATE, "周二早读请掉，我八点前送到", LEAVE),
        (LATE, "请到下周二，周三早上我送他", LEAVE),
        (LATE, "明早赶不上早读，晚十分钟", LATE),
        (LATE, "第一节课到不了，路上堵", LATE),
        (Intent.CONTACT_UPDATE, "25号不用了，换成27号", LEAVE),
        (Intent.CONTACT_UPDATE, "19号起电话换成13800001111", Intent.CONTACT_UPDATE),
    ],
)
def test_what_the_form_decides(intent: Intent, text: str, meant: Intent) -> None:
    assert settled.settle(intent, text) is meant


@pytest.mark.parametrize(
    "text",
    [
        "吞了一颗纽扣电池，在去儿童医院的路上，明天肯定不来了",
        "孩子从三楼翻下去了，120刚到，明天的假先请了",
    ],
)
def test_danger_beside_a_leave_comes_first_and_keeps_it(text: str) -> None:
    intents = replies.load().intents(text).intents
    assert intents[0] is Intent.EMERGENCY
    assert LEAVE in intents


@pytest.mark.parametrize(
    "text",
    [
        "昨晚流鼻血，已经止住，今天请假歇一天",
        "胳膊摔断打了石膏，医生让请两周假",
        "打您电话没人接，孩子烧到39度，明天请假",
    ],
)
def test_an_illness_is_the_reason_of_a_leave(text: str) -> None:
    assert replies.load().intents(text).primary is LEAVE
