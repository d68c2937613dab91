"""Rule 7: one line may answer several notices, each named by its number or its matter."""

import pytest

from tests.conversations.player import Talk

FAIR = "发通知 周六义卖活动在操场，参加/不参加请回复，周五18:00前。"
BILL = "发通知 明天收校服费发票，放书包夹层。请回收到，明天12:00前。"


@pytest.fixture
def two(talk: Talk) -> Talk:
    talk.private("15:00", "chu", FAIR)
    talk.private("15:01", "chu", BILL)
    return talk


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("40参加 41收到", "参加"),
        ("40不参加，41收到", "不参加"),
        ("发票收到了 义卖她爸去", "参加"),
        ("义卖我们不去了，发票收到", "不参加"),
    ],
)
async def test_each_is_answered(two: Talk, words: str, answer: str) -> None:
    two.group("15:05", "tang_ma", words)
    heard = await two.play()
    assert (heard.status("tang", 40), heard.receipt("tang", 40)["answer"]) == ("confirmed", answer)
    assert heard.status("tang", 41) == "confirmed"
    assert heard.to("tang_ma") == []


@pytest.mark.parametrize("words", ["发票收到了 谢谢老师", "义卖参加，两个人去"])
async def test_one_matter_is_one_answer(two: Talk, words: str) -> None:
    two.group("15:05", "tang_ma", words)
    heard = await two.play()
    found = [heard.status("tang", no) for no in (40, 41)]
    assert sorted(found) == ["confirmed", "none"]


@pytest.mark.parametrize("words", ["发票的", "发票那个"])
async def test_a_list_is_answered_by_matter(two: Talk, words: str) -> None:
    two.group("15:05", "tang_ma", "收到")
    two.private("15:06", "tang_ma", words)
    heard = await two.play()
    assert heard.status("tang", 41) == "confirmed"
    assert heard.status("tang", 40) == "none"


@pytest.fixture
def three(two: Talk) -> Talk:
    two.private("15:02", "chu", "发通知 体育馆停水，自带饮水。请回收到。")
    return two


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("41 42 收到，义卖参加", "参加"),
        ("41和42收到，40不去了", "不参加"),
        ("40不参加，其他收到", "不参加"),
        ("义卖参加，其余两个收到", "参加"),
        ("发票和饮水都收到，义卖我们去", "参加"),
        ("后两个收到，义卖不参加", "不参加"),
        ("都收到了，义卖参加", "参加"),
    ],
)
async def test_the_rest_is_answered_too(three: Talk, words: str, answer: str) -> None:
    three.group("15:05", "tang_ma", words)
    heard = await three.play()
    assert heard.receipt("tang", 40)["answer"] == answer
    assert {heard.status("tang", no) for no in (40, 41, 42)} == {"confirmed"}


async def test_numbers_behind_the_word(three: Talk) -> None:
    three.group("15:05", "tang_ma", "收到 41 42")
    heard = await three.play()
    assert [heard.status("tang", no) for no in (40, 41, 42)] == ["none", "confirmed", "confirmed"]


@pytest.mark.parametrize("words", ["都收到了", "我们都收到了老师", "全部收到", "两个群都收到"])
async def test_received_all_comes_to_nothing(three: Talk, words: str) -> None:
    three.group("15:05", "tang_ma", words)
    heard = await three.play()
    assert {heard.status("tang", no) for no in (40, 41, 42)} == {"none"}
    assert len(heard.to("tang_ma")) == 1


async def test_all_three_are_received(three: Talk) -> None:
    three.group("15:05", "tang_ma", "三个都收到")
    heard = await three.play()
    found = [heard.status("tang", no) for no in (40, 41, 42)]
    assert found == ["pending", "confirmed", "confirmed"]


@pytest.mark.parametrize("words", ["都收到了", "他爸也收到了", "我们都看到了，收到", "没说不参加"])
async def test_received_is_no_coming(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", FAIR)
    talk.group("15:05", "tang_ma", words)
    heard = await talk.play()
    assert heard.status("tang") == "pending"
