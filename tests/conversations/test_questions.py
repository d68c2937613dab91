"""Rules 16 and 17: questions, their batch in the group, and how little the group hears."""

import pytest

from tests.conversations.player import NAMES, Talk

PENS = "发通知 明天（3月10日）上午带水彩笔，放书包里。请回收到。"
BUS = "能不能让校车送到西门？"


async def test_answers_are_gathered_for_five_minutes(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05:20", "bo_ma", "水彩笔是上午还是下午带？")
    talk.group("15:08", "hai_ma", "哪天带水彩笔？")
    talk.tick("16:00")
    heard = await talk.play()
    (answer,) = heard.messages("g65", "15:01")
    assert answer["at"] == "2027-03-09T15:10:20+08:00"
    assert "40" in answer["text"]
    assert "上午" in answer["text"]
    rows = heard.rows("questions")
    assert {row["status"] for row in rows} == {"answered"}
    assert {row["source"] for row in rows} == {"notice"}


async def test_the_time_of_gathering_is_a_setting(talk: Talk) -> None:
    talk.set(batch_minutes=2)
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", "水彩笔是上午还是下午带？")
    talk.tick("16:00")
    heard = await talk.play()
    assert [m["at"][11:16] for m in heard.messages("g65", "15:01")] == ["15:07"]


async def test_the_batch_begins_with_a_question_that_is_passed_on(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", BUS)
    talk.group("15:08", "hai_ma", "水彩笔是上午还是下午带？")
    talk.tick("16:00")
    heard = await talk.play()
    (answer,) = heard.messages("g65", "15:01")
    assert answer["at"][11:16] == "15:10"
    assert "上午" in answer["text"]
    assert "褚老师" in answer["text"]
    assert "校车" not in answer["text"]


async def test_an_open_question_goes_to_the_head_teacher(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.private("15:05", "bo_ma", BUS)
    heard = await talk.play()
    row = heard.row("questions")
    assert (row["no"], row["status"], row["askers"]) == (7, "open", ["bo_ma"])
    assert "chu" in row["to"]
    assert row["source"] is None
    assert "校车" in "".join(heard.to("chu", "15:05", "15:06"))
    assert heard.group("15:01") == []


async def test_the_same_words_are_one_question_of_several(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.private("15:05", "bo_ma", BUS)
    talk.private("15:09", "tang_ma", "能不能让校车送到西门")
    talk.private("15:20", "chu", "/答 7 可以，周一起")
    heard = await talk.play()
    row = heard.row("questions")
    assert set(row["askers"]) == {"bo_ma", "tang_ma"}
    assert (row["status"], row["source"]) == ("answered", "teacher")
    for who in ("bo_ma", "tang_ma"):
        assert "周一起" in "".join(heard.to(who, "15:20"))
        assert len(heard.to(who, "15:20")) == 1
    assert heard.group("15:01") == []


@pytest.mark.parametrize("order", ["/答 7 可以", "答7 可以", "#答7可以", "答 7：可以"])
async def test_an_answer_reaches_the_asker_however_it_is_marked(talk: Talk, order: str) -> None:
    talk.private("15:05", "bo_ma", BUS)
    talk.private("15:20", "chu", order)
    heard = await talk.play()
    assert "可以" in "".join(heard.to("bo_ma", "15:20"))
    assert heard.row("questions")["status"] == "answered"


async def test_two_questions_have_two_numbers(talk: Talk) -> None:
    talk.private("15:05", "bo_ma", BUS)
    talk.private("15:06", "bo_ma", "食堂能不能加一个素菜窗口？")
    talk.private("15:20", "chu", "答8 下月试行")
    heard = await talk.play()
    assert [(q["no"], q["status"]) for q in heard.rows("questions")] == [
        (7, "open"),
        (8, "answered"),
    ]
    assert "下月试行" in "".join(heard.to("bo_ma", "15:20"))


@pytest.mark.parametrize(
    "words",
    ["又要带东西？", "天天发通知，你们不累吗？", "这也要家长管？呵呵", "谁家天天有空啊？真行"],
)
async def test_taunts_are_no_questions(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", words)
    talk.tick("16:00")
    heard = await talk.play()
    assert heard.rows("questions") == []
    assert heard.group("15:01") == []
    assert heard.to("bo_ma") == []


async def test_after_the_batch_answers_are_private(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", "水彩笔是上午还是下午带？")
    talk.group("15:20", "hai_ma", "哪天带水彩笔？")
    talk.group("15:40", "tang_ma", "水彩笔上午带吗？")
    talk.tick("17:00")
    heard = await talk.play()
    assert len(heard.group()) == 2
    assert len(heard.to("hai_ma", "15:20")) == 1
    assert "3月10日" in heard.to("hai_ma")[0]
    assert len(heard.to("tang_ma", "15:40")) == 1


async def test_a_private_question_is_answered_privately(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.private("15:05", "bo_ma", "水彩笔是上午还是下午带？")
    talk.tick("16:00")
    heard = await talk.play()
    assert "上午" in heard.to("bo_ma", "15:05", "15:06")[0]
    assert heard.group("15:01") == []
    assert heard.row("questions")["status"] == "answered"


@pytest.mark.parametrize("words", ["看不清", "看不懂", "字太小看不清"])
async def test_who_cannot_read_it_gets_it_short_and_plain(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "duo_nai", words)
    talk.tick("16:00")
    heard = await talk.play()
    (text,) = heard.to("duo_nai")
    assert len(text) <= 90
    assert "水彩笔" in text
    assert heard.status("duo") == "question"
    assert heard.group("15:01") == []


async def test_the_schools_own_answers_need_no_teacher(talk: Talk) -> None:
    talk.world["faq"] = [
        {
            "id": "f1",
            "question": "校门早上几点开",
            "similar": ["最早几点能进校", "几点开校门"],
            "answer": "校门 7:20 开，7:50 关。",
        }
    ]
    talk.private("15:05", "bo_ma", "请问早上几点开校门？")
    heard = await talk.play()
    assert "7:20" in "".join(heard.to("bo_ma"))
    row = heard.row("questions")
    assert (row["status"], row["source"]) == ("answered", "faq")
    assert heard.told() == {"bo_ma"}


async def test_a_question_beside_the_schools_answers_is_passed_on(talk: Talk) -> None:
    talk.world["faq"] = [
        {"id": "f1", "question": "校门早上几点开", "similar": [], "answer": "7:20 开。"}
    ]
    talk.private("15:05", "bo_ma", "校车早上能晚十分钟开吗？")
    heard = await talk.play()
    assert "7:20" not in "".join(heard.to("bo_ma"))
    assert heard.row("questions")["status"] == "open"


async def test_the_status_line_stands_there_only_on_request(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", "收到")
    talk.private("16:00", "chu", "统计40 群里")
    heard = await talk.play()
    (line,) = heard.group("15:01")
    assert "1/12" in line
    assert "40" in line
    assert not any(name in line for name in NAMES)


async def test_the_answer_names_no_child(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", "柏舟的水彩笔是上午还是下午带？")
    talk.tick("16:00")
    heard = await talk.play()
    assert not any(name in text for text in heard.group() for name in NAMES)
