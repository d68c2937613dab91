"""Rule 22: fraud in the school's name, who helps it, and who paid."""

import pytest

from tests.conversations.player import Talk

PENS = "发通知 明天上午带水彩笔。请回收到。"
FEE = "各位家长，今天内请扫码交资料费120元，备注孩子姓名"


@pytest.fixture
def fraud(talk: Talk) -> Talk:
    """A notice at three; an account that nobody knows joins and asks for money."""
    talk.world["staff"].append(
        {"account": "wang", "name": "王主任", "roles": ["admin"], "classes": []}
    )
    talk.private("15:00", "chu", PENS)
    talk.group("15:10", "yun", "「云卷云舒」加入了群聊", kind="join")
    talk.group("15:11", "yun", FEE)
    return talk


async def test_three_are_told_at_once_and_nobody_else(fraud: Talk) -> None:
    heard = await fraud.play()
    assert heard.told("15:11") == {"chu", "pan", "wang"}
    assert heard.group("15:01") == []
    incident = heard.row("incidents", kind="fee")
    assert (incident["accounts"], incident["status"]) == (["yun"], "open")


async def test_the_group_line_stands_once_where_it_is_allowed(fraud: Talk) -> None:
    fraud.set(group_lines={"fee_alarm": True})
    fraud.group("15:12", "yun", FEE + "，尽快")
    heard = await fraud.play()
    assert len(heard.group("15:11")) == 1


async def test_codes_of_an_account_that_is_not_staff_raise_it_too(talk: Talk) -> None:
    talk.group("15:11", "bo_ma", "老师说班费大家扫这个二维码交一下")
    heard = await talk.play()
    assert heard.row("incidents", kind="fee")["accounts"] == ["bo_ma"]


async def test_who_paid_is_warned_once_and_named_to_the_teacher(fraud: Talk) -> None:
    fraud.group("15:12", "shan", "收到，已付款")
    fraud.group("15:13", "bo_ma", "已付款")
    fraud.group("15:14", "bo_ma", "付好了，收款名字不是老师啊")
    heard = await fraud.play()
    assert len(heard.to("bo_ma")) == 1
    assert sum("柏舟妈妈" in text for text in heard.to("chu", "15:12")) == 1
    incident = heard.row("incidents", kind="fee")
    assert set(incident["accounts"]) == {"yun", "shan"}
    assert len(heard.rows("incidents")) == 1


@pytest.mark.parametrize(
    ("words", "quote", "counts"),
    [
        ("收到", None, False),
        ("收到", {"notice": 40}, True),
        ("40收到", None, True),
        ("水彩笔收到", None, True),
    ],
)
async def test_a_receipt_must_name_its_notice_while_it_is_open(
    fraud: Talk, words: str, quote: object, counts: bool
) -> None:
    fraud.group("15:20", "tang_ma", words, quote=quote)
    heard = await fraud.play()
    assert (heard.status("tang") == "confirmed") is counts


async def test_when_staff_write_there_all_counts_again(fraud: Talk) -> None:
    fraud.group("15:20", "pan", "大家别付，这不是学校的通知")
    fraud.group("15:21", "tang_ma", "收到")
    heard = await fraud.play()
    assert heard.status("tang") == "confirmed"
    assert heard.row("incidents", kind="fee")["status"] == "closed"


async def test_a_new_notice_is_staff_writing_there(fraud: Talk) -> None:
    fraud.private("15:20", "chu", "发通知 刚才收费的是骗子，请勿付款。请回收到。")
    fraud.group("15:21", "tang_ma", "41收到")
    fraud.group("15:22", "bo_ma", "收到", quote={"notice": 41})
    heard = await fraud.play()
    assert heard.those("confirmed", 41) == {"tang", "bo"}


async def test_an_advertisement_is_no_fraud(talk: Talk) -> None:
    talk.group("15:00", "bo_ma", "英语训练营特价199元，扫码进群领资料")
    talk.group("15:01", "bo_ma", "英语训练营特价199元，扫码进群领资料啦")
    heard = await talk.play()
    assert heard.told() == {"bo_ma"}
    assert len(heard.to("bo_ma")) == 1
    assert [row["kind"] for row in heard.rows("incidents")] == ["ad"]


async def test_a_price_in_the_schools_name_is_one(talk: Talk) -> None:
    talk.group("15:00", "shan", "学校统一订的训练营，199元/人，请大家扫码缴费")
    heard = await talk.play()
    assert [row["kind"] for row in heard.rows("incidents")] == ["fee"]


@pytest.mark.parametrize("words", ["这个钱真的假的哦", "老师是您本人吗", "我不会扫 叫他爸转"])
async def test_who_wonders_is_warned_once(fraud: Talk, words: str) -> None:
    fraud.group("15:12", "tang_ma", words)
    fraud.group("15:13", "tang_ma", "到底要不要交啊")
    fraud.group("15:14", "bo_ma", "哈哈")
    heard = await fraud.play()
    (told,) = heard.to("tang_ma", "15:12")
    assert "先别付" in told
    assert heard.told("15:12") == {"tang_ma"}
    assert heard.rows("questions") == []
