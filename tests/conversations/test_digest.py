"""Rule 15: one private digest a day for a guardian who asks for it."""

from tests.conversations.player import Talk

WISH = "通知太多了，能不能每天合并成一条发我"
PENS = "发通知 明天上午带水彩笔。请回收到。"
FLUTE = "发通知 明天带竖笛。请回收到。"


async def test_the_digest_lists_what_is_open_of_all_children(talk: Talk) -> None:
    talk.private("10:00", "man_ma", WISH)
    talk.private("15:00", "chu", PENS)
    talk.private("15:01", "ren", FLUTE)
    talk.tick("20:00")
    heard = await talk.play()
    (digest,) = heard.to("man_ma", "15:00")
    assert heard.messages("private:man_ma", "15:00")[0]["at"].endswith("18:00:00+08:00")
    assert digest.index("40") < digest.index("41")


async def test_its_numbers_are_answered_like_a_list(talk: Talk) -> None:
    talk.private("10:00", "man_ma", WISH)
    talk.private("15:00", "chu", PENS)
    talk.private("15:01", "ren", FLUTE)
    talk.private("18:30", "man_ma", "2")
    heard = await talk.play()
    assert heard.status("da", 41) == "confirmed"
    assert heard.status("man") == "none"


async def test_nothing_open_is_no_message(talk: Talk) -> None:
    talk.private("10:00", "man_ma", WISH)
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "man_ma", "收到")
    talk.tick("03-11 20:00")
    heard = await talk.play()
    assert heard.to("man_ma", "10:01") == []


async def test_it_comes_once_a_day_while_something_is_open(talk: Talk) -> None:
    talk.private("10:00", "man_ma", WISH)
    talk.private("15:00", "chu", PENS)
    talk.tick("03-10 20:00")
    heard = await talk.play()
    assert [m["at"][5:16] for m in heard.messages("private:man_ma", "10:01")] == [
        "03-09T18:00",
        "03-10T18:00",
    ]


async def test_its_time_is_a_setting(talk: Talk) -> None:
    talk.set(digest_time="19:20")
    talk.private("10:00", "man_ma", WISH)
    talk.private("15:00", "chu", PENS)
    talk.tick("20:00")
    heard = await talk.play()
    assert [m["at"][11:16] for m in heard.messages("private:man_ma", "10:01")] == ["19:20"]


async def test_who_did_not_ask_gets_none(talk: Talk) -> None:
    talk.private("10:00", "man_ma", WISH)
    talk.private("15:00", "chu", PENS)
    talk.tick("20:00")
    heard = await talk.play()
    assert heard.told("15:01") == {"man_ma"}


async def test_the_digest_asked_in_the_group_is_answered_privately(talk: Talk) -> None:
    talk.group("10:00", "man_ma", WISH)
    heard = await talk.play()
    assert heard.group() == []
    assert len(heard.to("man_ma")) == 1
