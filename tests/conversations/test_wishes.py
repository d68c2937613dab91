"""How a guardian wishes to be written to: everything at once a day, or in plain words."""

import pytest

from tests.conversations.player import Talk

LONG = "发通知 明天上午美术课请带水彩笔、剪刀、固体胶和两张彩色卡纸。今天20:00前请回收到。"
PLAIN = [
    "以后给我发短一点，字多了看不来",
    "我不识几个字，写简单些",
    "能不能说得明白点，发简短的",
    "讲简单点嘛",
]


@pytest.mark.parametrize("words", PLAIN)
async def test_reminders_are_plain_for_who_asks(talk: Talk, words: str) -> None:
    talk.private("10:00", "duo_nai", words)
    talk.private("15:00", "chu", LONG)
    talk.private("16:00", "chu", "催40")
    heard = await talk.play()
    (plain,), (usual,) = heard.to("duo_nai", "16:00"), heard.to("man_ma", "16:00")
    assert "40" in plain
    assert "回 1" in plain
    assert len(plain) < 60 < len(usual)


async def test_who_no_longer_wants_plain_words(talk: Talk) -> None:
    talk.private("10:00", "duo_nai", PLAIN[0])
    talk.private("10:05", "duo_nai", "还是写全点吧")
    talk.private("15:00", "chu", LONG)
    talk.private("16:00", "chu", "催40")
    heard = await talk.play()
    assert heard.to("duo_nai", "16:00") == heard.to("man_ma", "16:00")


@pytest.mark.parametrize("words", ["不用合并了，照常发", "取消合并", "还是分开一条条发吧"])
async def test_who_no_longer_wants_a_digest(talk: Talk, words: str) -> None:
    talk.private("10:00", "man_ma", "通知太多了，能不能每天合并成一条发我")
    talk.private("10:05", "man_ma", words)
    talk.private("15:00", "chu", LONG)
    talk.tick("19:00")
    heard = await talk.play()
    assert len(heard.to("man_ma", "10:05", "10:06")) == 1
    assert "还等您一句回话" in heard.to("man_ma", "10:06")[0]


@pytest.mark.parametrize(
    "words", ["看不懂", "字太小看不清", "这个字我不认识，念什么", "老师发的题目简单吗"]
)
async def test_other_words_change_nothing(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", LONG)
    talk.private("15:10", "duo_nai", words)
    talk.private("16:00", "chu", "催40")
    heard = await talk.play()
    assert heard.to("duo_nai", "16:00") == heard.to("man_ma", "16:00")


@pytest.mark.parametrize(
    "words",
    [
        "海棠的監護人只留我一個就好",
        "取消她奶奶的绑定",
        "我前夫那个号踢出去",
        "把她外公換成我 他不能回消息",
        "以后通知别给她爸了",
        "麻烦把我前妻从群里请出去",
    ],
)
async def test_another_adult_is_the_schools_to_strike_out(talk: Talk, words: str) -> None:
    talk.private("15:00", "hai_ma", words)
    heard = await talk.play()
    (answer,) = heard.to("hai_ma")
    assert "褚老师" in answer
    assert len(heard.to("chu")) == 1
    assert len(heard.rows("bindings", student="hai", status="approved")) == 1


@pytest.mark.parametrize(
    "words", ["请她奶奶去接", "她奶奶删了微信 收不到消息", "让她爸给您回电话", "她爸改成周五来"]
)
async def test_other_words_about_kin_strike_nobody_out(talk: Talk, words: str) -> None:
    talk.private("15:00", "hai_ma", words)
    heard = await talk.play()
    assert not any("监护信息" in text for text in heard.to("hai_ma"))
