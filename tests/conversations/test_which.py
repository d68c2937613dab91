"""Rule 7: which notice a receipt means."""

import pytest

from tests.conversations.player import CHILDREN, Talk

PENS = "发通知 明天上午带水彩笔。请回收到。"
FORM = "发通知 后天交体检表。请回收到。"
WALK = "发通知 周六(3月13日)9:00亲子徒步，请回参加/不参加。"


def two_open(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.private("15:01", "chu", FORM)


@pytest.mark.parametrize(
    "words",
    [
        "收到",
        "1",
        "ok",
        "OK",
        "收道了",
        "sd",
        "收到，辛苦了",
        "好的收到",
        "已收到[强]",
        "嗯嗯 收到啦",
    ],
)
async def test_one_open_notice_is_meant_by_a_bare_word(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", words)
    heard = await talk.play()
    assert heard.those("confirmed") == {"bo"}
    assert heard.silent("15:05")


async def test_a_passed_deadline_does_not_close_it(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS.replace("请回", "今天17:00前请回"))
    talk.group("18:30", "bo_ma", "收到，才看见")
    heard = await talk.play()
    assert heard.those("confirmed") == {"bo"}


async def test_notices_that_ask_nothing_are_not_open(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.private("15:01", "chu", "发通知 本周五食堂包饺子。")
    talk.private("15:02", "chu", "发通知 社区读书打卡，自愿参加。")
    talk.group("15:05", "bo_ma", "收到")
    heard = await talk.play()
    assert heard.those("confirmed") == {"bo"}
    assert heard.silent("15:05")


async def test_a_withdrawn_notice_is_not_open(talk: Talk) -> None:
    two_open(talk)
    talk.private("15:02", "chu", "撤回40")
    talk.group("15:05", "bo_ma", "收到")
    heard = await talk.play()
    assert heard.those("confirmed", 41) == {"bo"}
    assert heard.those("confirmed") == set()


async def test_a_confirmed_notice_is_not_open(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:02", "bo_ma", "收到")
    talk.private("15:03", "chu", FORM)
    talk.group("15:05", "bo_ma", "收到")
    heard = await talk.play()
    assert heard.those("confirmed", 41) == {"bo"}
    assert heard.silent("15:05")


async def test_two_open_notices_are_asked_about_once_privately(talk: Talk) -> None:
    two_open(talk)
    talk.group("15:05", "bo_ma", "收到")
    talk.group("15:06", "bo_ma", "收到")
    heard = await talk.play()
    assert heard.those("confirmed") | heard.those("confirmed", 41) == set()
    (asked,) = heard.to("bo_ma")
    assert asked.index("40") < asked.index("41")
    assert len(heard.messages("", "15:05")) == 1


async def test_both_parents_are_one_family_to_ask(talk: Talk) -> None:
    two_open(talk)
    talk.group("15:05", "luo_ma", "收到")
    talk.group("15:06", "luo_ba", "收到")
    heard = await talk.play()
    assert len(heard.messages("", "15:05")) == 1


@pytest.mark.parametrize(
    ("answers", "pens", "form"),
    [
        (["1"], True, False),
        (["2"], False, True),
        (["都"], True, True),
        (["2", "1"], True, True),
        (["1", "2"], True, True),
        (["1", "1"], True, False),
        (["都收到"], True, True),
    ],
)
async def test_a_list_keeps_its_numbers(
    talk: Talk, answers: list[str], pens: bool, form: bool
) -> None:
    two_open(talk)
    talk.group("15:05", "bo_ma", "收到")
    for minute, answer in enumerate(answers, 6):
        talk.private(f"15:{minute:02}", "bo_ma", answer)
    heard = await talk.play()
    assert (heard.status("bo") == "confirmed") is pens
    assert (heard.status("bo", 41) == "confirmed") is form
    assert not any("40" in text and "41" in text for text in heard.to("bo_ma", "15:06"))


async def test_a_later_notice_does_not_shift_the_list(talk: Talk) -> None:
    two_open(talk)
    talk.group("15:05", "bo_ma", "收到")
    talk.private("15:06", "chu", "发通知 明天体育课穿运动鞋。请回收到。")
    talk.private("15:07", "bo_ma", "2")
    heard = await talk.play()
    assert heard.status("bo", 41) == "confirmed"
    assert heard.those("confirmed") | heard.those("confirmed", 42) == set()


async def test_all_settles_what_a_receipt_can_settle(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.private("15:01", "chu", WALK)
    talk.private("15:05", "tang_ma", "收到")
    talk.private("15:06", "tang_ma", "都")
    heard = await talk.play()
    assert heard.status("tang") == "confirmed"
    assert heard.status("tang", 41) in ("none", "pending")


@pytest.mark.parametrize(
    "words",
    ["41收到", "通知41收到", "收到41", "体检表的收到", "体检表 收到，后天带去", "收到通知41"],
)
async def test_number_or_matter_decides_without_asking(talk: Talk, words: str) -> None:
    two_open(talk)
    talk.group("15:05", "bo_ma", words)
    heard = await talk.play()
    assert heard.those("confirmed", 41) == {"bo"}
    assert heard.those("confirmed") == set()
    assert heard.silent("15:05")


@pytest.mark.parametrize("words", ["收到", "1", "[强]", "👌"])
async def test_a_quote_decides_without_asking(talk: Talk, words: str) -> None:
    two_open(talk)
    talk.group("15:05", "bo_ma", words, quote={"notice": 40})
    heard = await talk.play()
    assert heard.those("confirmed") == {"bo"}
    assert heard.those("confirmed", 41) == set()
    assert heard.silent("15:05")


async def test_the_kind_of_the_answer_tells_which_is_meant(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.private("15:01", "chu", WALK)
    talk.group("15:05", "tang_ma", "我们参加徒步")
    heard = await talk.play()
    assert heard.status("tang", 41) == "confirmed"
    assert heard.status("tang") == "none"


async def test_a_number_of_a_thing_is_no_number_of_a_notice(talk: Talk) -> None:
    two_open(talk)
    talk.group("15:05", "bo_ma", "41路车今天晚点，晚到十分钟")
    heard = await talk.play()
    assert heard.those("none") == heard.those("none", 41) == CHILDREN


async def test_in_a_group_only_its_own_class_counts(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.private("15:01", "ren", "发通知 明天带竖笛。请回收到。")
    talk.group("15:05", "man_ma", "收到", chat="g66")
    heard = await talk.play()
    assert heard.status("da", 41) == "confirmed"
    assert heard.status("man") == "none"
    assert heard.silent("15:05")


async def test_in_private_all_children_count(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.private("15:01", "ren", "发通知 明天带竖笛。请回收到。")
    talk.private("15:05", "man_ma", "收到")
    talk.private("15:06", "man_ma", "2")
    heard = await talk.play()
    asked = heard.to("man_ma")[0]
    assert "小满" in asked
    assert "大寒" in asked
    assert heard.status("da", 41) == "confirmed"
    assert heard.status("man") == "none"


@pytest.mark.parametrize("words", ["大寒的收到", "苗大寒收到"])
async def test_a_private_receipt_names_the_child_that_it_is_for(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", PENS)
    talk.private("15:01", "ren", "发通知 明天带竖笛。请回收到。")
    talk.private("15:05", "man_ma", words)
    heard = await talk.play()
    assert heard.status("da", 41) == "confirmed"
    assert heard.status("man") == "none"
    assert heard.receipt("da", 41)["via"] == "private"


async def test_a_vote_beside_an_open_form_is_the_votes(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 体检登记：孩子身高、体重、是否过敏，周五18:00前。")
    talk.private("15:01", "chu", "发通知 游园玩什么，投票：A 套圈 B 猜谜 C 投壶，周五12:00前。")
    talk.group("15:05", "tang_ma", "选C")
    talk.group("15:06", "tang_ma", "不 还是B")
    heard = await talk.play()
    assert heard.receipt("tang", 41)["answer"] == "猜谜"
    assert heard.status("tang", 40) == "none"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("收到了两个快递", "none"),
        ("收到你的一封信", "none"),
        ("收到不了", "none"),
        ("ok绷家里还有", "none"),
        ("收到两条通知", "confirmed"),
        ("已确认", "confirmed"),
        ("哥哥妹妹一起收到", "confirmed"),
    ],
)
async def test_what_else_is_received(talk: Talk, words: str, status: str) -> None:
    talk.private("15:00", "chu", PENS)
    talk.private("15:05", "bo_ma", words)
    heard = await talk.play()
    assert heard.status("bo") == status
    assert not [text for text in heard.to("bo_ma") if "合并" in text]
