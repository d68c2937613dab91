"""Rules 3, 4 and 6: what holds a notice back, what a short answer belongs to, and numbers."""

import pytest

from tests.conversations.player import Talk

ASK = "发通知 明天上午带水彩笔。请回收到。"


async def test_a_preview_leaves_after_its_authors_yes(talk: Talk) -> None:
    talk.set(preview=True)
    talk.private("15:00", "chu", ASK)
    talk.private("15:01", "pan", "对")
    talk.look("15:02")
    talk.private("15:03", "chu", "对")
    heard = await talk.play()
    assert heard.states[0]["notices"][0]["status"] == "held"
    assert "水彩笔" in "".join(heard.to("chu", "15:00", "15:01"))
    assert heard.notice()["status"] == "sent"
    assert [m["at"][11:16] for m in heard.messages("g65")] == ["15:03"]


async def test_the_same_words_within_half_an_hour_are_held(talk: Talk) -> None:
    talk.private("15:00", "chu", ASK)
    talk.private("15:29", "chu", ASK)
    heard = await talk.play()
    assert [n["status"] for n in heard.rows("notices")] == ["sent", "held"]
    assert len(heard.group()) == 1
    assert len(heard.to("chu", "15:29")) == 1


async def test_the_same_words_after_half_an_hour_leave(talk: Talk) -> None:
    talk.private("15:00", "chu", ASK)
    talk.private("15:31", "chu", ASK)
    heard = await talk.play()
    assert [n["status"] for n in heard.rows("notices")] == ["sent", "sent"]


async def test_other_words_within_half_an_hour_leave(talk: Talk) -> None:
    talk.private("15:00", "chu", ASK)
    talk.private("15:05", "chu", "发通知 明天上午带跳绳。请回收到。")
    heard = await talk.play()
    assert [n["status"] for n in heard.rows("notices")] == ["sent", "sent"]


@pytest.mark.parametrize(
    "words",
    [
        "期中语文海棠98分第1名，柏舟61分第40名，请回收到。",
        "海棠 410105201503124417 学籍有误，请回收到。",
        "这次数学海棠九十八 欧阳珞八十六，请家长签字。",
        "欧阳珞98，汤圆圆87，请回收到。",
        "欧阳珞A+ 汤圆圆C，请家长看一下。",
        "请把孩子和父母双方的身份证号报给我，明天中午前。",
    ],
)
async def test_the_guard_holds_marks_and_id_numbers(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", f"发通知 {words}")
    heard = await talk.play()
    assert heard.group() == []
    assert heard.notice()["status"] == "held"
    assert len(heard.to("chu")) == 1
    assert len(heard.rows("audit", action="guard_blocked")) == 1
    assert heard.rows("incidents") == []
    assert "410105201503124417" not in str(heard.lines)


@pytest.mark.parametrize("word", ["同意", "只看", "拒绝", "紧急", "早上", "对", "1", "2", "都"])
@pytest.mark.parametrize("who", ["chu", "hai_ma"])
async def test_a_short_answer_to_nothing_changes_nothing(talk: Talk, who: str, word: str) -> None:
    talk.look("15:00")
    talk.private("15:01", who, word)
    heard = await talk.play()
    assert len(heard.to(who)) == 1
    assert len(heard.messages()) == 1
    assert heard.state == heard.states[0]


async def test_a_yes_in_the_group_answers_no_private_ask(talk: Talk) -> None:
    talk.private("15:00", "hai_ma", "海棠明天请假一天，发烧了")
    talk.group("15:05", "chu", "同意")
    heard = await talk.play()
    assert heard.row("leaves")["status"] == "requested"


async def test_a_yes_of_another_teacher_approves_nothing(talk: Talk) -> None:
    talk.private("15:00", "hai_ma", "海棠明天请假一天，家里有事")
    talk.private("15:05", "ren", "同意")
    heard = await talk.play()
    assert heard.row("leaves")["status"] == "requested"
    assert heard.to("hai_ma", "15:05") == []


@pytest.mark.parametrize(
    ("word", "approved"),
    [("同意", {"bo"}), ("同意5", {"hai"}), ("同意海棠的假", {"hai"}), ("同意 6", {"bo"})],
)
async def test_a_yes_is_for_the_latest_or_the_named(
    talk: Talk, word: str, approved: set[str]
) -> None:
    talk.private("15:00", "hai_ma", "海棠明天请假一天，家里有事")
    talk.private("15:02", "bo_ma", "柏舟明天请假一天，家里有事")
    talk.private("15:05", "chu", word)
    heard = await talk.play()
    assert {r["student"] for r in heard.rows("leaves", status="approved")} == approved
    assert len(heard.rows("leaves", status="requested")) == 1


async def test_two_yeses_answer_two_asks_latest_first(talk: Talk) -> None:
    talk.private("15:00", "hai_ma", "海棠明天请假一天，家里有事")
    talk.private("15:02", "bo_ma", "柏舟明天请假一天，家里有事")
    talk.private("15:05", "chu", "拒绝")
    talk.private("15:06", "chu", "同意")
    heard = await talk.play()
    assert heard.row("leaves", student="bo")["status"] == "refused"
    assert heard.row("leaves", student="hai")["status"] == "approved"


@pytest.mark.parametrize("word", ["早上", "紧急", "1", "都", "A"])
async def test_an_answer_of_another_type_leaves_the_ask_open(talk: Talk, word: str) -> None:
    talk.private("15:00", "hai_ma", "海棠明天请假一天，家里有事")
    talk.private("15:05", "chu", word)
    talk.private("15:06", "chu", "同意")
    heard = await talk.play()
    assert len(heard.to("chu", "15:05", "15:06")) == 1
    assert heard.row("leaves")["status"] == "approved"


async def test_a_yes_passes_by_the_quiet_ask_to_the_leave(talk: Talk) -> None:
    talk.private("21:00", "hai_ma", "海棠明天请假一天，家里有事")
    talk.private("22:00", "chu", ASK)
    talk.private("22:01", "chu", "同意")
    heard = await talk.play()
    assert heard.row("leaves")["status"] == "approved"
    assert heard.notice()["status"] == "held"


async def test_a_number_is_given_when_the_notice_is_made(talk: Talk) -> None:
    talk.private("14:00", "chu", "今晚8点发通知 明天带跳绳，请回收到。")
    talk.private("14:10", "pan", "发通知 明天听写，请回收到。")
    talk.private("14:20", "ren", "发通知 明天带竖笛，请回收到。")
    heard = await talk.play()
    assert [(n["no"], n["by"], n["status"]) for n in heard.rows("notices")] == [
        (40, "chu", "scheduled"),
        (41, "pan", "held"),
        (42, "ren", "sent"),
    ]


async def test_each_series_counts_for_itself(talk: Talk) -> None:
    talk.private("15:00", "chu", ASK)
    talk.private("15:01", "hai_ma", "食堂能刷微信充饭卡吗")
    talk.private("15:02", "bo_ma", "柏舟明天请假一天，家里有事")
    talk.private("15:03", "qi_ba", "戚远明天请假一天，家里有事")
    heard = await talk.play()
    assert [n["no"] for n in heard.rows("notices")] == [40]
    assert [q["no"] for q in heard.rows("questions")] == [7]
    assert [(r["no"], r["student"]) for r in heard.rows("leaves")] == [(5, "bo"), (6, "qi")]


@pytest.mark.parametrize(
    "order", ["/通知 明早7点发：交水费单，请回收到", "发通知 明早7点发 交水费单，请回收到"]
)
async def test_an_hour_behind_the_order_schedules_it(talk: Talk, order: str) -> None:
    talk.private("15:00", "chu", order)
    talk.look("15:01")
    talk.tick("03-10 07:30")
    heard = await talk.play()
    assert heard.states[0]["notices"][0]["status"] == "scheduled"
    (sent,) = heard.messages("g65")
    assert sent["at"] == "2027-03-10T07:00:00+08:00"
    assert "7点" not in sent["text"]


async def test_an_hour_that_may_be_either_is_asked_about(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 明早7点 交水费单，请回收到")
    talk.private("15:02", "chu", "现在发通知 明早7点 交水费单，请回收到")
    heard = await talk.play()
    assert len(heard.to("chu", "15:00", "15:01")) == 1
    (sent,) = heard.messages("g65")
    assert (sent["at"][11:16], "明早7点" in sent["text"]) == ("15:02", True)
