"""Rule 19: the topic of the month."""

import pytest

from tests.conversations.player import NAMES, Row, Talk

PAIR = [
    {"title": "孩子沉迷手机怎么办", "tag": "手机"},
    {"title": "怎样陪孩子读书", "tag": "阅读"},
]


@pytest.fixture
def april(talk: Talk) -> Talk:
    """A conversation that begins on Saturday 27 March, before April's topic is proposed."""
    talk.begin("03-27 08:00")
    plan(talk)
    return talk


def plan(talk: Talk, **more: object) -> None:
    manner = {"propose_days": 3, "post_time": "18:30", "close_time": "18:00", "candidates": PAIR}
    talk.set(topics=manner | more)


def of_k65(rows: list[Row], month: str = "2027-04") -> list[Row]:
    return [row for row in rows if row["class"] == "k65" and row["month"] == month]


async def test_the_topic_is_proposed_three_days_before(april: Talk) -> None:
    april.tick("03-31 20:00")
    heard = await april.play()
    proposed = heard.messages("private:chu")
    assert [m["at"] for m in proposed] == ["2027-03-29T09:00:00+08:00"]
    assert all(row["title"] in proposed[0]["text"] for row in PAIR)
    assert heard.told() == {"chu", "ren"}
    assert of_k65(heard.state["topics"])[0]["status"] == "proposed"


async def test_it_is_not_proposed_on_a_day_without_school(talk: Talk) -> None:
    talk.begin("03-25 08:00")
    plan(talk, propose_days=4)
    talk.tick("03-31 20:00")
    heard = await talk.play()
    assert [m["at"] for m in heard.messages("private:chu")] == ["2027-03-26T09:00:00+08:00"]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("A", 0),
        ("b", 1),
        ("B吧", 1),
        ("第二个", 1),
        ("还是前一个吧", 0),
        ("怎样陪孩子读书", 1),
        ("孩子沉迷手机怎么办", 0),
    ],
)
async def test_a_choice_is_by_letter_or_by_words(april: Talk, words: str, title: int) -> None:
    april.private("03-29 10:00", "chu", words)
    april.look("03-29 10:01")
    april.tick("04-01 20:00")
    heard = await april.play()
    (chosen,) = of_k65(heard.states[0]["topics"])
    assert chosen["status"] == "scheduled"
    assert chosen["post_at"] == "2027-04-01T18:30:00+08:00"
    (posted,) = of_k65(heard.state["topics"])
    assert (posted["status"], posted["title"]) == ("posted", PAIR[title]["title"])
    assert posted["posted_at"] == "2027-04-01T18:30:00+08:00"
    (message,) = heard.messages("g65")
    assert message["at"] == posted["posted_at"]
    assert PAIR[title]["title"] in message["text"]


async def test_one_class_chooses_for_itself(april: Talk) -> None:
    april.private("03-29 10:00", "chu", "B")
    april.tick("04-01 20:00")
    heard = await april.play()
    assert PAIR[1]["title"] in heard.group()[0]
    assert PAIR[0]["title"] in heard.group(chat="g66")[0]


@pytest.mark.parametrize("words", ["A 4月7日发", "A 清明后再发", "a，4月7号发吧"])
async def test_the_teacher_names_another_day(april: Talk, words: str) -> None:
    april.private("03-29 10:00", "chu", words)
    april.look("03-29 10:01")
    april.tick("04-30 12:00")
    heard = await april.play()
    day = "04-06" if "清明" in words else "04-07"
    assert of_k65(heard.states[0]["topics"])[0]["post_at"] == f"2027-{day}T18:30:00+08:00"
    assert [m["at"][5:16] for m in heard.messages("g65")] == [f"{day}T18:30"]


async def test_an_own_topic_takes_the_place_of_the_chosen(april: Talk) -> None:
    april.private("03-29 10:00", "chu", "A")
    april.private("03-30 10:00", "chu", "自拟《零花钱给多少合适》 话题用#零花钱")
    april.tick("04-01 20:00")
    heard = await april.play()
    (row,) = of_k65(heard.state["topics"])
    assert (row["title"], row["status"]) == ("零花钱给多少合适", "posted")
    assert row["tag"].lstrip("#") == "零花钱"
    assert len(heard.group()) == 1
    assert "零花钱" in heard.group()[0]


async def test_the_teacher_may_choose_again_until_it_is_posted(april: Talk) -> None:
    april.private("03-29 10:00", "chu", "A")
    april.private("03-30 10:00", "chu", "B")
    april.tick("04-02 20:00")
    heard = await april.play()
    (row,) = of_k65(heard.state["topics"])
    assert row["title"] == PAIR[1]["title"]
    assert len(heard.group()) == 1


@pytest.mark.parametrize("first", ["", "A"])
async def test_a_skipped_month_stays_silent(april: Talk, first: str) -> None:
    if first:
        april.private("03-29 10:00", "chu", first)
    april.private("03-30 10:00", "chu", "跳过")
    april.tick("04-30 20:00")
    heard = await april.play()
    assert of_k65(heard.state["topics"])[0]["status"] == "skipped"
    assert heard.group() == []


async def test_another_teachers_choice_is_none(april: Talk) -> None:
    april.private("03-29 10:00", "pan", "B")
    april.look("03-29 10:01")
    april.tick("04-01 20:00")
    heard = await april.play()
    assert of_k65(heard.states[0]["topics"])[0]["status"] == "proposed"
    assert PAIR[0]["title"] in heard.group()[0]


async def test_contributions_begin_with_the_tag(april: Talk) -> None:
    april.private("03-29 10:00", "chu", "A")
    april.group("04-02 19:00", "bo_ma", "#手机 我家约好饭桌上不看")
    april.group("04-02 19:05", "hai_ma", "#手机 周末一小时，用完充电放客厅")
    april.group("04-02 19:10", "tang_ma", "我家也是 #手机")
    april.group("04-02 19:11", "yin_ba", "#阅读 睡前读二十分钟")
    april.private("04-02 19:12", "duo_nai", "#手机 我管不住")
    heard = await april.play()
    assert of_k65(heard.state["topics"])[0]["contributions"] == 2
    assert heard.group("04-01 18:31") == []


async def test_the_month_ends_with_one_digest_without_names(april: Talk) -> None:
    april.private("03-29 10:00", "chu", "A")
    april.group("04-02 19:00", "bo_ma", "#手机 我家柏舟约好饭桌上不看")
    april.group("04-02 19:05", "hai_ma", "#手机 周末一小时，用完充电放客厅")
    april.tick("05-01 12:00")
    heard = await april.play()
    (digest,) = heard.messages("g65", "04-02 00:00")
    assert digest["at"] == "2027-04-30T18:00:00+08:00"
    assert not any(name in digest["text"] for name in NAMES)
    assert "饭桌上不看" not in digest["text"]
    assert "充电放客厅" not in digest["text"]
    assert of_k65(heard.state["topics"])[0]["status"] == "closed"


async def test_after_a_holiday_the_first_school_day_counts(talk: Talk) -> None:
    talk.begin("04-27 08:00")
    plan(talk)
    talk.private("04-28 10:00", "chu", "B")
    talk.tick("05-31 20:00")
    heard = await talk.play()
    assert [m["at"][5:16] for m in heard.messages("g65")] == ["05-06T18:30", "05-31T18:00"]


async def test_a_month_without_school_has_no_topic(talk: Talk) -> None:
    talk.begin("07-20 08:00")
    plan(talk)
    talk.tick("08-28 20:00")
    heard = await talk.play()
    assert heard.messages() == []
    assert heard.rows("topics") == []


async def test_without_that_setting_nothing_is_proposed(talk: Talk) -> None:
    talk.begin("03-27 08:00")
    talk.tick("04-02 20:00")
    heard = await talk.play()
    assert heard.messages() == []


@pytest.mark.parametrize(
    ("back", "posted"),
    [
        ("04-01 20:00", ["04-01T20:00"]),
        ("04-01 22:40", ["04-02T06:30"]),
        ("04-02 18:00", ["04-02T18:00"]),
        ("04-02 19:00", []),
    ],
)
async def test_a_topic_found_late_is_posted_or_asked_about(
    april: Talk, back: str, posted: list[str]
) -> None:
    april.private("03-29 10:00", "chu", "A")
    april.tick(back, down=True)
    april.tick("04-03 20:00")
    heard = await april.play()
    assert [m["at"][5:16] for m in heard.messages("g65")] == posted
    if not posted:
        assert len(heard.to("chu", back)) == 1


async def test_a_topic_that_the_world_brings_is_posted(talk: Talk) -> None:
    talk.begin("03-31 08:00")
    plan(talk)
    talk.world["topics"] = [
        {"class": "k65", "month": "2027-04", **PAIR[1], "status": "scheduled"}
        | {"post_at": "2027-04-02T18:30:00+08:00", "posted_at": None, "contributions": 0}
    ]
    talk.tick("04-03 20:00")
    heard = await talk.play()
    assert [m["at"][5:16] for m in heard.messages("g65")] == ["04-02T18:30"]
