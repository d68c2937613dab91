"""Rule 4: the words of an offered option, names and places in a list count like their letters."""

import pytest

from tests.conversations.player import Talk

NOTICE = "发通知 明天带竖笛。请回收到。"


@pytest.mark.parametrize(
    ("answer", "classes"),
    [
        ("两个班都发", ["k65", "k66"]),
        ("都发吧", ["k65", "k66"]),
        ("全发", ["k65", "k66"]),
        ("那就六(5)班吧", ["k65"]),
        ("6班", ["k66"]),
    ],
)
async def test_words_for_the_classes(talk: Talk, answer: str, classes: list[str]) -> None:
    talk.private("15:00", "pan", NOTICE)
    talk.private("15:01", "pan", answer)
    heard = await talk.play()
    assert (heard.notice()["status"], heard.notice()["classes"]) == ("sent", classes)


@pytest.mark.parametrize("answer", ["那早上发吧", "就早上发", "明早发", "还是早上再发吧"])
async def test_words_for_the_morning(talk: Talk, answer: str) -> None:
    talk.private("22:00", "chu", NOTICE)
    talk.private("22:01", "chu", answer)
    heard = await talk.play()
    assert heard.notice()["status"] == "scheduled"


@pytest.mark.parametrize(
    ("answer", "approved"),
    [
        ("同意小满的假", {"man"}),
        ("同意小满海棠的假", {"man", "hai"}),
        ("同意圆圆和海棠的", {"tang", "hai"}),
        ("都同意", {"man", "hai", "tang"}),
        ("同意5和6", {"man", "hai"}),
        ("同意吧", {"tang"}),
    ],
)
async def test_leaves_are_approved_by_name(talk: Talk, answer: str, approved: set[str]) -> None:
    talk.group("15:00", "man_ma", "苗小满明天请假一天去打疫苗")
    talk.group("15:01", "hai_ma", "海棠发烧了，明天请假一天")
    talk.group("15:02", "tang_ma", "汤圆圆咳嗽，明天请假一天")
    talk.private("15:10", "chu", answer)
    heard = await talk.play()
    assert {row["student"] for row in heard.rows("leaves", status="approved")} == approved


@pytest.mark.parametrize("answer", ["第二个", "2", "第2条", "选第二个吧"])
async def test_a_place_in_the_list(talk: Talk, answer: str) -> None:
    talk.private("15:00", "chu", NOTICE)
    talk.private("15:01", "chu", "发通知 后天交水费。请回收到。")
    talk.private("15:02", "hai_ma", "收到")
    talk.private("15:03", "hai_ma", answer)
    heard = await talk.play()
    assert (heard.status("hai", 40), heard.status("hai", 41)) == ("none", "confirmed")


async def test_a_newcomer_may_belong_to_another_class(talk: Talk) -> None:
    talk.group("15:00", "yun", "", kind="join")
    talk.private("15:01", "yun", "戚远的叔叔")
    heard = await talk.play()
    (row,) = heard.rows("bindings", account="yun")
    assert (row["student"], row["relation"]) == ("qi", "叔叔")
    assert len(heard.to("ren", "15:01")) == 1


@pytest.mark.parametrize(("name", "left"), [("星野", "he"), ("星河", "ye")])
async def test_one_child_comes_back_the_other_stays_away(talk: Talk, name: str, left: str) -> None:
    talk.group("15:00", "qi_ma", "祁星野祁星河今天下午请假 都发烧了")
    talk.private("15:01", "chu", "都同意")
    talk.private("15:20", "qi_ma", f"{name}好了 已经返校")
    heard = await talk.play()
    assert [row["student"] for row in heard.rows("leaves", status="approved")] == [left]


@pytest.mark.parametrize(
    "asked", ["这个月谁还没联系过", "这个月还有谁没单独联系过", "这个月没有单独联系过的有哪些"]
)
async def test_who_was_not_spoken_to(talk: Talk, asked: str) -> None:
    talk.private("15:00", "chu", "给柏舟妈妈打了电话 说迟到")
    talk.private("15:01", "chu", "对")
    talk.private("15:02", "chu", asked)
    (left,) = (await talk.play()).to("chu", "15:02")
    assert "海棠" in left
    assert "柏舟" not in left
