"""Rule 1: how staff and guardians speak to the bot, and who may order what."""

import pytest

from tests.conversations.player import NAMES, Talk

ASK = "发通知 明天上午带水彩笔。请回收到。"


@pytest.mark.parametrize("order", ["发通知", "/通知", "#通知", "/发通知", "#发通知"])
async def test_an_order_needs_no_mark_and_bears_two(talk: Talk, order: str) -> None:
    talk.private("15:00", "chu", f"{order} 明天上午带水彩笔。请回收到。")
    heard = await talk.play()
    assert heard.notice()["status"] == "sent"
    assert len(heard.group()) == 1
    assert "水彩笔" in heard.group()[0]
    assert order not in heard.group()[0]


@pytest.mark.parametrize("order", ["统计40", "/统计 40", "#统计40", "统计 40"])
async def test_the_tally_comes_with_each_mark(talk: Talk, order: str) -> None:
    talk.private("15:00", "chu", ASK)
    talk.group("15:05", "hai_ma", "收到")
    talk.private("15:10", "chu", order)
    heard = await talk.play()
    assert "1/12" in heard.to("chu", "15:10")[0]
    assert heard.told("15:10") == {"chu"}
    assert heard.group("15:01") == []


@pytest.mark.parametrize(
    "order", ["统计40", "/统计 40", "我的待办", "/待办", "/准备 海棠", "/进度"]
)
async def test_an_order_written_in_the_group_is_answered_privately(talk: Talk, order: str) -> None:
    talk.private("15:00", "chu", ASK)
    talk.group("15:10", "chu", order)
    heard = await talk.play()
    assert heard.told("15:10") == {"chu"}
    assert heard.group("15:01") == []


async def test_an_order_may_address_the_bot(talk: Talk) -> None:
    talk.private("15:00", "chu", ASK)
    talk.group("15:10", "chu", "@小桥 统计40", mentions=["bot"])
    heard = await talk.play()
    assert "0/12" in heard.to("chu", "15:10")[0]
    assert heard.group("15:01") == []


async def test_a_notice_ordered_in_the_group_stands_there_once(talk: Talk) -> None:
    talk.group("15:00", "chu", "/通知 明天上午带水彩笔。请回收到。")
    heard = await talk.play()
    assert len(heard.group()) == 1
    assert "40" in "".join(heard.to("chu"))
    assert heard.notice()["by"] == "chu"


async def test_a_teacher_of_two_classes_is_asked_which(talk: Talk) -> None:
    talk.private("15:00", "pan", "发通知 明天听写Unit 3，请回收到。")
    talk.look("15:01")
    talk.private("15:02", "pan", "六(6)班")
    heard = await talk.play()
    assert heard.states[0]["notices"][0]["status"] == "held"
    assert len(heard.to("pan", "15:00", "15:02")) == 1
    assert heard.group() == []
    assert len(heard.group(chat="g66")) == 1
    assert heard.notice()["classes"] == ["k66"]


@pytest.mark.parametrize("name", ["六(6)班", "六（6）班", "六6班", "6.6班"])
async def test_the_named_class_alone_hears_it(talk: Talk, name: str) -> None:
    talk.private("15:00", "pan", f"发通知 {name} 明天听写第三单元，请回收到。")
    heard = await talk.play()
    assert heard.notice()["classes"] == ["k66"]
    assert heard.group() == []
    assert len(heard.group(chat="g66")) == 1


async def test_two_named_classes_hear_one_notice_of_one_number(talk: Talk) -> None:
    talk.private("15:00", "pan", "发通知 六(5)班 六(6)班 明天听写第三单元，请回收到。")
    talk.group("15:05", "man_ma", "收到", chat="g66")
    heard = await talk.play()
    assert len(heard.rows("notices")) == 1
    assert set(heard.notice()["classes"]) == {"k65", "k66"}
    assert "40" in heard.group()[0]
    assert "40" in heard.group(chat="g66")[0]
    assert len(heard.notice()["receipts"]) == 14


@pytest.mark.parametrize(
    "order",
    [
        "/统计 40",
        "统计40",
        "#催 40",
        "/撤回 40",
        "/更正 40 改到后天",
        "/纸质 海棠",
        "/通知 明天不上课",
    ],
)
@pytest.mark.parametrize("chat", ["g65", "private"])
async def test_a_guardian_who_orders_is_refused_privately(
    talk: Talk, order: str, chat: str
) -> None:
    talk.private("15:00", "chu", ASK)
    talk.event("15:05", chat=chat, text=order, **{"from": "hai_ma"})
    heard = await talk.play()
    assert len(heard.to("hai_ma")) == 1
    assert len(heard.messages("", "15:05")) == 1
    assert len(heard.rows("audit", action="refused", by="hai_ma")) == 1
    assert heard.notice()["status"] == "sent"
    assert heard.notice()["version"] == 1
    assert heard.those("none") == set(heard.notice()["receipts"])


async def test_a_stranger_cannot_order_either(talk: Talk) -> None:
    talk.private("15:00", "chu", ASK)
    talk.group("15:05", "shan", "/撤回 40")
    heard = await talk.play()
    assert heard.notice()["status"] == "sent"
    assert heard.group("15:05") == []


async def test_a_teacher_cannot_withdraw_what_stands_in_another_class(talk: Talk) -> None:
    talk.private("15:00", "chu", ASK)
    talk.private("15:05", "ren", "撤回40")
    heard = await talk.play()
    assert heard.notice()["status"] == "sent"
    assert len(heard.rows("audit", action="refused", by="ren")) == 1


async def test_a_guardian_who_speaks_of_a_tally_orders_nothing(talk: Talk) -> None:
    talk.private("15:00", "chu", ASK)
    talk.group("15:05", "bo_ma", "老师您统计一下大概多少人带了")
    heard = await talk.play()
    assert heard.rows("audit", action="refused") == []


async def test_help_shows_a_guardian_only_what_is_theirs(talk: Talk) -> None:
    talk.private("15:00", "hai_ma", "/帮助")
    talk.private("15:01", "chu", "/帮助")
    heard = await talk.play()
    (theirs,) = heard.to("hai_ma")
    assert "我的数据" in theirs
    assert not any(word in theirs for word in ("统计", "催", "更正", "纸质", "待办"))
    assert "统计" in "".join(heard.to("chu"))


async def test_my_data_shows_the_own_child_and_no_other(talk: Talk) -> None:
    talk.private("15:00", "hai_ma", "/我的数据")
    heard = await talk.play()
    words = "".join(heard.to("hai_ma"))
    assert "海棠" in words
    assert not any(name in words for name in NAMES - {"海棠"})


async def test_erasing_asks_back_first(talk: Talk) -> None:
    talk.private("15:00", "bo_ma", "/删除我的数据")
    heard = await talk.play()
    assert len(heard.to("bo_ma")) == 1
    assert heard.row("bindings", account="bo_ma")["status"] == "approved"
    assert heard.rows("audit", action="erased") == []


@pytest.mark.parametrize(
    ("order", "due"),
    [
        ("今晚8点发通知 明天带跳绳，请回收到。", "03-09 20:00"),
        ("明天早上7点半发通知 今天带跳绳，请回收到。", "03-10 07:30"),
        ("/后天中午12点发通知 下午带跳绳，请回收到。", "03-11 12:00"),
        ("明早7:00发通知 带伞，请回收到。", "03-10 07:00"),
        ("周三上午10点发通知：带伞，请回收到。", "03-10 10:00"),
        ("1小时后发通知 放学走东门，请回收到。", "03-09 16:00"),
    ],
)
async def test_a_scheduled_notice_leaves_at_its_time(talk: Talk, order: str, due: str) -> None:
    talk.private("15:00", "chu", order)
    talk.look("15:01")
    talk.tick("03-11 13:00")
    heard = await talk.play()
    before = heard.states[0]["notices"][0]
    assert (before["no"], before["status"]) == (40, "scheduled")
    assert before["send_at"] == f"2027-{due.replace(' ', 'T')}:00+08:00"
    assert "40" in "".join(heard.to("chu", "15:00", "15:01"))
    assert [m["at"] for m in heard.messages("g65")] == [before["send_at"]]


async def test_a_time_inside_the_words_schedules_nothing(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 今晚8点 线上家长会，请回收到。")
    heard = await talk.play()
    assert heard.notice()["status"] == "sent"


@pytest.mark.parametrize(
    ("order", "kind"),
    [
        ("/电话 海棠妈妈 聊了按时睡觉", "phone_call"),
        ("家访 海棠 妈妈在家 聊了按时睡觉", "home_visit"),
        ("#面谈 海棠妈妈 聊了按时睡觉", "interview"),
    ],
)
async def test_a_command_names_the_kind_of_a_record(talk: Talk, order: str, kind: str) -> None:
    talk.private("15:00", "chu", order)
    talk.look("15:01")
    talk.private("15:02", "chu", "对")
    heard = await talk.play()
    assert heard.states[0]["contacts"] == []
    assert heard.states[0]["drafts"][0]["no"] == 20
    contact = heard.row("contacts", kind=kind)
    assert contact["students"] == ["hai"]
    assert heard.row("drafts", no=20)["status"] == "saved"


async def test_an_export_that_is_given_up(talk: Talk) -> None:
    talk.private("15:00", "chu", "导出联系记录 3月 给年级组长看")
    talk.private("15:01", "chu", "算了 不导了")
    talk.private("15:02", "chu", "对")
    heard = await talk.play()
    assert heard.rows("audit", action="export") == []
    assert not any("file" in message for message in heard.messages("private:chu"))


async def test_a_guardian_who_asks_for_an_export_is_refused(talk: Talk) -> None:
    talk.private("15:00", "hai_ma", "导出我们班的联系记录 3月 自己看")
    heard = await talk.play()
    assert len(heard.to("hai_ma")) == 1
    assert len(heard.rows("audit", action="refused", by="hai_ma")) == 1


async def test_a_month_in_a_purpose_is_no_period(talk: Talk) -> None:
    talk.private("15:00", "chu", "导出联系记录")
    talk.private("15:01", "chu", "2月20号到3月8号")
    talk.private("15:02", "chu", "月底归档")
    talk.private("15:03", "chu", "对")
    heard = await talk.play()
    (exported,) = heard.rows("audit", action="export")
    assert exported["target"].endswith("2027-02-20/2027-03-08")
    assert exported["reason"] == "月底归档"
