"""The options of a vote, however a teacher sets them out; and titles, and what is left unclear."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.parsing import notice_kinds, orders, polls, titles
from bot.parsing.chains import fields as chain_fields

NOW = datetime(2026, 4, 15, 15, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("春游去哪里，请投票：A 植物园 B 科技馆 C 湿地公园", "植物园 科技馆 湿地公园"),
        ("班服投票 A.红 B.蓝 C.白，周三20:00前", "红 蓝 白"),
        ("班服投票A红B蓝C白，周三20:00前", "红 蓝 白"),
        ("投票：①红 ②蓝 ③白，周三20:00前", "红 蓝 白"),
        ("投票：① 周六上午 ② 周日下午", "周六上午 周日下午"),
        ("选一个：1、跳绳 2、踢毽 3、拔河", "跳绳 踢毽 拔河"),
        ("春游去哪投票：动物园/植物园/湿地公园，周三20:00前", "动物园 植物园 湿地公园"),
        ("班服颜色红、蓝、白 选一个，周三20:00前回复", "红 蓝 白"),
        ("春游去动物园、科技馆二选一", "动物园 科技馆"),
        ("班会主题投票：诚信，友善，守时。周三20:00前", "诚信 友善 守时"),
        ("投票选午餐，选项：面条、饺子", "面条 饺子"),
        ("请选周六还是周日", "周六 周日"),
        ("班服投票，周三20:00前", ""),
        ("请大家认真投票，不要弃权", ""),
        ("3月12日9:00投票", ""),
    ],
)
def test_options_are_found(text: str, options: str) -> None:
    found = polls.options(text)
    assert [part.removeprefix("请选") for part in found] == options.split()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("投票：①红 ②蓝 ③白，周三20:00前", "poll"),
        ("班服颜色红、蓝、白 选一个，周三20:00前回复", "poll"),
        ("请填写：午餐、座位，周三20:00前", "form"),
        ("填报：车牌号、是否停车，周三20:00前", "form"),
        ("请登记：车牌号。周三20:00前", "form"),
        ("请大家把车停在西门", "info"),
    ],
)
def test_the_kind_follows_from_what_is_asked(body: str, kind: str) -> None:
    order = orders.read(f"发通知 {body}", NOW, ())
    assert order.kind == kind
    assert (order.deadline is not None) is ("前" in body)


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ("请填写：午餐、座位", ("午餐", "座位")),
        ("填报：车牌号、是否停车，周三20:00前", ("车牌号", "是否停车")),
        ("请登记：车牌号。", ("车牌号",)),
        ("请填：见附件", ()),
        ("请填写在线表格", ()),
    ],
)
def test_fields_are_found(head: str, fields: tuple[str, ...]) -> None:
    assert chain_fields.fields(head) == fields


@pytest.mark.parametrize(
    ("body", "lacks"),
    [
        ("班服投票，周三20:00前", "options"),
        ("请大家填一下，周三20:00前", "fields"),
        ("投票结果：红色最多", ""),
        ("请给我们班投票点赞", ""),
        ("请填好纸质回执，明天交给老师", ""),
        ("请在问卷链接里填写", ""),
        ("明天带伞", ""),
    ],
)
def test_what_is_asked_without_saying_how_is_unclear(body: str, lacks: str) -> None:
    order = orders.read(f"发通知 {body}", NOW, ())
    assert notice_kinds.unclear(order.kind, order.body) == lacks


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("下周三20:00前请回复是否参加春游", "参加春游"),
        ("请在周三20:00之前回复收到，明天穿校服", "穿校服"),
        ("周三20:00前完成视力检查，请回收到", "完成视力检查"),
        ("自愿：周六公园清洁", "公园清洁"),
        ("各位家长，明天带伞", "带伞"),
        ("《防溺水承诺书》请回收到", "防溺水承诺书"),
        ("请回收到", "请回收到"),
    ],
)
def test_a_title_says_what_it_is_about(body: str, title: str) -> None:
    assert titles.title_of(body, NOW) == title
