"""Rules 1 and 19: 待办, 进度, 已做, and the digest on the week's last school day at 17:00."""

import re

import pytest

from tests.conversations.player import Talk

SOURCE = re.compile(r"依据 S[0-4]-\d\d")
VISIT = {
    "kind": "home_visit",
    "time": "2027-03-05T19:00:00+08:00",
    "classroom_id": "k65",
    "staff": ["chu"],
    "students": ["bo"],
    "guardians": ["bo_ma"],
    "reached": True,
    "record": "聊了作业",
    "source": "dictation",
}


@pytest.fixture
def school(talk: Talk) -> Talk:
    """It follows two regulations; the file begins on Tuesday 9 March."""
    talk.set(presets=["s0", "s2"])
    return talk


@pytest.mark.parametrize("words", ["我的待办", "/待办", "#待办", "待办"])
async def test_a_teacher_asks_what_is_open(school: Talk, words: str) -> None:
    school.private("10:00", "chu", words)
    (answer,) = (await school.play()).to("chu")
    assert len(SOURCE.findall(answer)) >= 3
    assert "本周" in answer
    assert re.search(r"\d+/\d+", answer)
    assert len(answer.splitlines()) <= 12


async def test_asked_in_the_group_it_is_answered_privately(school: Talk) -> None:
    school.group("10:00", "chu", "/进度")
    heard = await school.play()
    assert heard.group() == []
    assert SOURCE.search(heard.to("chu")[0])


async def test_progress_comes_with_the_whole_table(school: Talk) -> None:
    school.world["contacts"] = [VISIT]
    school.private("10:00", "chu", "进度")
    (message,) = (await school.play()).messages("private:chu")
    head, *rows = message["file"]["cells"]
    visits = dict(zip(head, next(row for row in rows if "S0-62" in row[1]), strict=True))
    assert (visits["做到"], visits["需要"]) == ("1", "12")
    assert "柏舟" not in visits["还差"]
    assert "海棠" in visits["还差"]


async def test_a_guardian_is_refused(school: Talk) -> None:
    school.private("10:00", "hai_ma", "/待办")
    heard = await school.play()
    assert len(heard.to("hai_ma")) == 1
    assert not SOURCE.search(heard.to("hai_ma")[0])


@pytest.mark.parametrize("words", ["待办", "进度", "已做 S2-08"])
async def test_without_regulations_it_says_how_to_have_them(talk: Talk, words: str) -> None:
    talk.private("10:00", "chu", words)
    (answer,) = (await talk.play()).to("chu")
    assert "presets" in answer


async def test_a_leader_reads_it_class_by_class(school: Talk) -> None:
    leader = {"account": "xiao", "name": "萧校长", "roles": ["leader"], "classes": []}
    school.world["staff"].append(leader)
    school.world["contacts"] = [VISIT]
    school.private("10:00", "xiao", "进度")
    (message,) = (await school.play()).messages("private:xiao")
    of_classes = re.findall(r"^(六.5.班|六.6.班)：(\d+)/(\d+) 项$", message["text"], re.MULTILINE)
    lacking = [int(of) - int(done) for _, done, of in of_classes]
    assert len(lacking) == 2
    assert lacking == sorted(lacking, reverse=True)
    assert {row[0] for row in message["file"]["cells"][1:]} >= {"六(5)班", "六(6)班"}


async def test_what_was_done_elsewhere_counts_from_then_on(school: Talk) -> None:
    school.private("10:00", "chu", "已做 s2－08")
    school.private("10:01", "chu", "待办")
    heard = await school.play()
    said, still_open = heard.to("chu")
    assert "S2-08" in said
    assert "S2-08" not in still_open
    assert heard.row("contacts")["kind"] == "student_update"


@pytest.mark.parametrize(("words", "said"), [("已做 S0-62", "逐个"), ("已做 S2-24", "S2-24")])
async def test_what_is_not_for_the_class_changes_nothing(
    school: Talk, words: str, said: str
) -> None:
    school.private("10:00", "chu", words)
    heard = await school.play()
    assert said in heard.to("chu")[0]
    assert heard.rows("contacts") == []


async def test_the_digest_comes_on_friday_at_five(school: Talk) -> None:
    school.tick("03-13 20:00")
    heard = await school.play()
    assert [m["at"] for m in heard.messages("private:chu")] == ["2027-03-12T17:00:00+08:00"]
    assert heard.told() == {"chu", "ren"}  # each head teacher, nobody else
    assert heard.group() == []
    assert all(len(SOURCE.findall(text)) >= 3 for who in ("chu", "ren") for text in heard.to(who))


async def test_it_comes_every_week(school: Talk) -> None:
    school.tick("03-27 20:00")
    days = [m["at"][5:16] for m in (await school.play()).messages("private:chu")]
    assert days == ["03-12T17:00", "03-19T17:00", "03-26T17:00"]


@pytest.mark.parametrize(
    ("begin", "end", "days"),
    [
        ("04-26 08:00", "05-09 20:00", ["04-30", "05-08"]),  # a holiday; a Saturday made up
        ("04-05 08:00", "04-11 20:00", ["04-11"]),  # a Sunday made up
        ("06-28 08:00", "08-31 20:00", ["07-02"]),  # the last week of term, then none
    ],
)
async def test_it_keeps_to_the_last_school_day_of_a_week(
    school: Talk, begin: str, end: str, days: list[str]
) -> None:
    school.begin(begin)
    school.tick(end)
    heard = await school.play()
    assert [m["at"][5:10] for m in heard.messages("private:chu")] == days


async def test_without_regulations_there_is_no_digest(talk: Talk) -> None:
    talk.tick("03-27 20:00")
    assert (await talk.play()).told() == set()


async def test_after_a_standstill_it_comes_once_at_a_waking_hour(school: Talk) -> None:
    school.tick("03-13 02:00", down=True)
    school.tick("03-13 12:00")
    heard = await school.play()
    assert [m["at"][5:16] for m in heard.messages("private:chu")] == ["03-13T06:30"]


async def test_found_more_than_a_day_late_it_waits_for_the_next_week(school: Talk) -> None:
    school.tick("03-15 08:00", down=True)
    school.tick("03-20 12:00")
    heard = await school.play()
    assert [m["at"][5:16] for m in heard.messages("private:chu")] == ["03-19T17:00"]


async def test_a_dictated_visit_is_counted_at_once(school: Talk) -> None:
    school.private("20:00", "chu", "记 昨晚家访柏舟 妈妈在 聊了作业，约好每天九点前睡")
    school.private("20:01", "chu", "对")
    school.private("20:02", "chu", "进度")
    heard = await school.play()
    rows = heard.messages("private:chu")[-1]["file"]["cells"]
    (visits,) = (row for row in rows if "S0-62" in row[1])
    assert visits[4:6] == ["1", "12"]
