"""Rule 19: a rough word under a topic is hinted to the teacher alone."""

import pytest

from tests.conversations.player import Talk

PAIR = [
    {"title": "孩子沉迷手机怎么办", "tag": "手机"},
    {"title": "怎样陪孩子读书", "tag": "阅读"},
]


@pytest.fixture
def april(talk: Talk) -> Talk:
    """A conversation that begins on Saturday 27 March, before April's topic is proposed."""
    talk.begin("03-27 08:00")
    talk.set(
        topics={"propose_days": 3, "post_time": "18:30", "close_time": "18:00", "candidates": PAIR}
    )
    return talk


@pytest.mark.parametrize(
    "words",
    [
        "揍一顿就好了，棍棒底下出孝子",
        "我家那个八棍子打不出一个闷屁",
        "这死孩子跟他爹一个德行",
        "他妈的说十句不回一句",
        "真想一巴掌呼死他",
        "笨得跟猪一样 说了也白说",
    ],
)
async def test_a_rough_contribution_is_hinted_to_the_teacher_alone(april: Talk, words: str) -> None:
    april.private("03-29 10:00", "chu", "A")
    april.group("04-02 19:00", "yin_ba", f"#手机 {words}")
    april.tick("04-02 21:00")
    heard = await april.play()
    assert len(heard.messages("", "04-02 19:00")) == 1
    assert len(heard.to("chu", "04-02 19:00")) == 1


@pytest.mark.parametrize(
    "words",
    [
        "他妈妈的话他听，我的不听",
        "老人家说的 慢慢讲",
        "陪他打一场球就开口了",
        "有病的时候才玩手机",
        "班里讲德行 我们就照着做",
    ],
)
async def test_plain_words_are_not_rough(april: Talk, words: str) -> None:
    april.private("03-29 10:00", "chu", "A")
    april.group("04-02 19:00", "yin_ba", f"#手机 {words}")
    april.tick("04-02 21:00")
    heard = await april.play()
    assert heard.messages("", "04-02 19:00") == []
