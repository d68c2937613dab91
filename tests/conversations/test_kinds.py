"""Rule 2: what a notice asks, read out of its words, and its deadline."""

import pytest

from tests.conversations.player import CHILDREN, Talk


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("明天上午带水彩笔。请回收到。", "ack"),
        ("本周值日表见教室门口，家长已阅请回复。", "ack"),
        ("防溺水告知书发到书包里了，请交回执。", "ack"),
        ("周六(3月13日)9:00亲子徒步，请回“参加/不参加”。", "attend"),
        ("周五下午家长开放日，请回复参加或不能参加。", "attend"),
        ("春游去哪里，请投票：A 植物园 B 科技馆 C 湿地公园", "poll"),
        ("课后篮球班开始报名，想去的请报名。", "signup"),
        ("春季校服请填：姓名、身高、鞋码。", "form"),
        ("请登记：姓名、接送人、车牌尾号。", "form"),
        ("本周五食堂包饺子。", "info"),
        ("明天起大课间改到操场东侧，知道就行，不用回复。", "info"),
        ("参加运动会的同学穿白鞋。", "info"),
        ("昨天收到的爱心书已经分到各组。", "info"),
        ("社区读书打卡，自愿参加。", "voluntary"),
        ("自愿报名：周末社区合唱团招新。", "voluntary"),
    ],
)
async def test_the_words_decide_the_kind(talk: Talk, words: str, kind: str) -> None:
    talk.private("15:00", "chu", f"发通知 {words}")
    heard = await talk.play()
    notice = heard.notice()
    assert (notice["kind"], notice["status"]) == (kind, "sent")
    silent = kind in ("info", "voluntary")
    assert set(notice["receipts"]) == (set() if silent else CHILDREN)


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("今晚20:30前请回收到。", "03-09T20:30"),
        ("周日20:00前请回收到。", "03-14T20:00"),
        ("今晚八点半前请回收到。", "03-09T20:30"),
        ("后天中午12点前请回收到。", "03-11T12:00"),
        ("请于3月12日下午5点前回收到。", "03-12T17:00"),
        ("请回收到，截止下周一（3月15日）早上8点。", "03-15T08:00"),
    ],
)
async def test_a_stated_deadline_is_kept(talk: Talk, words: str, deadline: str) -> None:
    talk.private("15:00", "chu", f"发通知 书包里有告知书。{words}")
    heard = await talk.play()
    assert heard.notice()["deadline"] == f"2027-{deadline}:00+08:00"


async def test_the_time_of_the_event_is_no_deadline(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 明天8:00前到校，14:20放学。请回收到。")
    heard = await talk.play()
    assert heard.notice()["deadline"] is None


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("参加", "参加"),
        ("我们参加的", "参加"),
        ("不能参加", "不参加"),
        ("不参加了，那天出差", "不参加"),
        ("去不了", "不参加"),
    ],
)
async def test_attendance_is_stored_in_two_words(talk: Talk, words: str, answer: str) -> None:
    talk.private("15:00", "chu", "发通知 周六(3月13日)9:00亲子徒步，请回参加/不能参加。")
    talk.group("15:05", "bo_ma", words)
    heard = await talk.play()
    assert heard.status("bo") == "confirmed"
    assert heard.receipt("bo")["answer"] == answer


@pytest.mark.parametrize("words", ["B", "b", "选B", "科技馆", "我们家想去科技馆", "投科技馆一票"])
async def test_a_vote_is_stored_as_the_words_of_the_option(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", "发通知 春游去哪里，请投票：A 植物园 B 科技馆 C 湿地公园")
    talk.group("15:05", "tang_ma", words)
    heard = await talk.play()
    assert heard.status("tang") == "confirmed"
    assert heard.receipt("tang")["answer"] == "科技馆"


async def test_a_vote_for_two_options_is_no_clean_vote(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 春游去哪里，请投票：A 植物园 B 科技馆 C 湿地公园")
    talk.group("15:05", "tang_ma", "植物园和科技馆都行")
    heard = await talk.play()
    assert heard.status("tang") != "confirmed"


async def test_a_form_is_answered_by_its_fields(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 定制运动鞋，请填：姓名、身高、鞋码。")
    talk.group("15:05", "hai_ma", "海棠 148 36码")
    talk.private("15:06", "bo_ma", "柏舟，身高152，鞋码38")
    heard = await talk.play()
    assert heard.those("confirmed") == {"hai", "bo"}
    assert heard.receipt("hai")["answer"]["身高"].startswith("148")
    assert heard.receipt("hai")["answer"]["鞋码"].startswith("36")
    assert heard.receipt("bo")["answer"]["鞋码"].startswith("38")


async def test_a_form_half_filled_is_not_confirmed(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 定制运动鞋，请填：姓名、身高、鞋码。")
    talk.group("15:05", "hai_ma", "收到")
    heard = await talk.play()
    assert heard.status("hai") == "pending"


async def test_who_only_joins_is_asked_for_the_rest(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 周六义卖报名：摊位名称、家长人数，周五20:00前。")
    talk.group("15:05", "tang_ma", "报名！")
    talk.look("15:06")
    talk.private("15:10", "tang_ma", "卖书 2人")
    heard = await talk.play()
    assert heard.states[0]["notices"][0]["receipts"]["tang"]["status"] == "pending"
    assert len(heard.to("tang_ma", "15:05", "15:10")) == 1
    assert heard.receipt("tang")["answer"] == {"摊位名称": "卖书", "家长人数": "2人"}


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("星野报名，星河不报", ["参加", "不参加"]),
        ("不报名", ["不参加", "不参加"]),
        ("两个都不报了，谢谢老师", ["不参加", "不参加"]),
    ],
)
async def test_the_words_that_the_notice_offers(talk: Talk, words: str, answers: list[str]) -> None:
    talk.private("15:00", "chu", "发通知 书法比赛，愿意参加的回“报名”，不参加的回“不报”。")
    talk.private("15:05", "qi_ma", words)
    heard = await talk.play()
    assert [heard.receipt(child).get("answer") for child in ("ye", "he")] == answers
