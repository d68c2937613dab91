"""Rule 19: the day on which a topic is to be posted, in the words of the teacher."""

import pytest

from tests.conversations.player import Talk
from tests.conversations.test_topics import PAIR, of_k65, plan


@pytest.fixture
def april(talk: Talk) -> Talk:
    """A conversation that begins before April's topic is proposed on 29 March."""
    talk.begin("03-27 08:00")
    plan(talk)
    return talk


@pytest.mark.parametrize(
    ("words", "title", "tag", "day"),
    [
        ("自拟《零花钱给多少合适》 话题用#零花钱，4月7日发", "零花钱给多少合适", "零花钱", "04-07"),
        ("自拟 睡前聊什么，周五发", "睡前聊什么", "睡前聊什", "04-02"),
        ("自拟：谁来接送孩子 下周三晚上发 #接送", "谁来接送孩子", "接送", "04-07"),
        ("周五发吧，自拟《周日的饭桌》 话题用#饭桌", "周日的饭桌", "饭桌", "04-02"),
        ("自拟 家里谁说了算4月8号发", "家里谁说了算", "家里谁说", "04-08"),
        ("自拟《周五的晚上》 话题用#晚上", "周五的晚上", "晚上", "04-01"),
    ],
)
async def test_an_own_topic_may_name_its_day(
    april: Talk, words: str, title: str, tag: str, day: str
) -> None:
    """A day inside the title is none."""
    april.private("03-29 10:00", "chu", words)
    april.look("03-29 10:01")
    heard = await april.play()
    (row,) = of_k65(heard.states[0]["topics"])
    assert (row["title"], row["tag"], row["status"]) == (title, tag, "scheduled")
    assert row["post_at"] == f"2027-{day}T18:30:00+08:00"


@pytest.mark.parametrize("first", ["", "B"])
@pytest.mark.parametrize("words", ["4月7号晚上发吧", "下周三发", "改到4月7日"])
async def test_a_day_alone_moves_what_stands(april: Talk, first: str, words: str) -> None:
    if first:
        april.private("03-29 10:00", "chu", first)
    april.private("03-29 10:05", "chu", words)
    april.tick("04-08 12:00")
    heard = await april.play()
    assert [m["at"][5:16] for m in heard.messages("g65")] == ["04-07T18:30"]
    assert PAIR[bool(first)]["title"] in heard.group()[0]


async def test_a_scheduled_notice_is_no_word_about_the_topic(april: Talk) -> None:
    april.private("03-29 10:00", "chu", "明天早上8点发通知 带水彩笔。请回收到。")
    heard = await april.play()
    assert heard.notice()["status"] == "scheduled"
