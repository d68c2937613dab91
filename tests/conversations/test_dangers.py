"""Rule 22: quarrels, advertisements, praise and blame; and the answer that stands beside them."""

import pytest

from tests.conversations.player import Talk

PENS = "发通知 明天上午带水彩笔。请回收到。"
ADS = [
    "自家土鸡蛋 要的私我",
    "寒假托管班报名啦，前十名送书包",
    "砍一刀 帮忙点一下",
    "麻烦大家帮我助力一下 还差三个人",
    "大家帮我家外甥女投个票 舞蹈大赛 选27号 谢谢啦",
    "麻烦各位给我弟的店点个赞 集满送餐",
    "转发这条到三个群免费领绘本",
    "家教一对一 名校学长 私聊",
]
NO_ADS = [
    "孩子的水杯谁捡到了 私我",
    "家里有鸡蛋 手工课要带几个",
    "扫码填好了老师",
    "收到 牛奶订了两箱",
    "投完票了 谢谢老师",
    "谁有空帮忙砍几根竹竿 义卖搭架子用",
    "我家给红队投一票",
]


@pytest.mark.parametrize("words", ADS)
@pytest.mark.parametrize("who", ["tang_ma", "yun"])
async def test_an_advertisement_is_told_to_who_posted_it(talk: Talk, who: str, words: str) -> None:
    talk.group("15:00", who, words)
    heard = await talk.play()
    assert [row["kind"] for row in heard.rows("incidents")] == ["ad"]
    (told,) = heard.to(who)
    assert "广告" in told
    assert heard.told() == {who}


@pytest.mark.parametrize("words", NO_ADS)
async def test_what_only_sounds_like_one(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "tang_ma", words)
    heard = await talk.play()
    assert heard.rows("incidents") == []


async def test_a_quarrel_without_the_other_child_by_name(talk: Talk) -> None:
    talk.group(
        "15:00", "tang_ma", "@海棠妈妈 你家丫头把圆圆的书包扔厕所了 赔！", mentions=["hai_ma"]
    )
    talk.group("15:01", "hai_ma", "嘴巴放干净点 你女儿先薅她辫子")
    talk.group("15:02", "tang_ma", "怎么着 想打架啊")
    talk.group("15:03", "bo_ma", "散了吧散了吧")
    heard = await talk.play()
    row = heard.row("incidents", kind="dispute")
    assert row["accounts"] == ["tang_ma", "hai_ma"]
    assert set(row["students"]) == {"tang", "hai"}
    assert heard.rows("questions") == []
    assert heard.group() == []
    assert heard.told() == {"tang_ma", "hai_ma", "chu"}
    assert [len(heard.to(who)) for who in ("tang_ma", "hai_ma", "chu")] == [1, 1, 1]


@pytest.mark.parametrize("words", ["六(6)班的海棠打了圆圆 赔！", "海棠叔叔打了圆圆 赔！"])
async def test_a_stranger_of_that_name_is_no_party(talk: Talk, words: str) -> None:
    talk.group("15:00", "tang_ma", words)
    heard = await talk.play()
    assert not [row for row in heard.rows("incidents") if "hai" in row["students"]]
    assert heard.told() <= {"tang_ma", "chu"}


async def test_a_receipt_beside_an_accusation_counts(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "tang_ma", "收到，欧阳珞把我家圆圆打青了 学校管不管")
    heard = await talk.play()
    assert heard.status("tang") == "confirmed"
    assert heard.row("incidents", kind="dispute")["students"] == ["luo", "tang"]
    assert heard.rows("questions") == []


@pytest.mark.parametrize(("ask", "words", "status"), [
    (PENS, "收到 孩子刚才被车撞了 在去医院路上", "confirmed"),
    ("发通知 周六义卖，参加/不参加请回复。", "参加，孩子刚才被车撞了 在去医院路上", "confirmed"),
    (PENS, "孩子刚才被车撞了 在去医院路上", "none"),
])  # fmt: skip
async def test_an_answer_beside_a_cry_for_help_counts(
    talk: Talk, ask: str, words: str, status: str
) -> None:
    talk.private("15:00", "chu", ask)
    talk.group("15:05", "tang_ma", words)
    heard = await talk.play()
    assert heard.row("incidents", kind="emergency")
    assert heard.status("tang") == status


@pytest.mark.parametrize("words", [
    "圆圆去的，1个大人，东门", "去的，爸爸一个人带，后门上车", "小圆去，奶奶在门口",
])  # fmt: skip
async def test_what_answers_a_notice_is_no_cry_for_help(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", "发通知 周六研学，去的请接龙：姓名 大人人数 上车点（东门/后门）")
    talk.group("15:05", "tang_ma", words)
    heard = await talk.play()
    assert heard.rows("incidents") == []


async def test_staff_who_praise_by_name_are_hinted(talk: Talk) -> None:
    talk.group("15:00", "chu", "今天值日表扬海棠，批评汤圆圆 又迟到")
    talk.group("15:10", "chu", "今天大家都很棒，表扬全班同学")
    heard = await talk.play()
    assert [row["kind"] for row in heard.rows("incidents")] == ["praise_blame"]
    assert len(heard.to("chu")) == 1
    assert heard.group() == []


async def test_two_matters_are_two_incidents(talk: Talk) -> None:
    talk.group("15:00", "tang_ma", "海棠依旧家的 你女儿欺负圆圆", mentions=["hai_ma"])
    talk.group("15:10", "luo_ma", "柏舟又打了欧阳珞 管管吧", mentions=["bo_ma"])
    talk.group("15:20", "hai_ma", ADS[1])
    talk.group("15:30", "shan", ADS[2])
    heard = await talk.play()
    assert [row["kind"] for row in heard.rows("incidents")] == ["dispute", "dispute", "ad", "ad"]
    assert len(heard.to("chu", "15:00", "15:20")) == 2
    assert len(heard.to("hai_ma", "15:20")) == len(heard.to("shan", "15:30")) == 1


async def test_who_helps_in_an_emergency_makes_no_second(talk: Talk) -> None:
    talk.group("20:30", "tang_ma", "圆圆被车撞了，在校门口，快来人")
    talk.group("20:31", "hai_ma", "我看到了，流了好多血，救护车还没到")
    talk.group("21:30", "luo_ma", "珞珞煤气中毒了 在抢救")
    heard = await talk.play()
    rows = heard.rows("incidents", kind="emergency")
    assert [row["students"] for row in rows] == [["tang"], ["luo"]]
    assert len(heard.to("chu", "20:30")) == 3


@pytest.mark.parametrize(
    "words", ["谁把圆圆推下台阶的？腿都青了", "有些孩子动不动打人 家长还有理了"]
)
async def test_a_question_may_begin_a_quarrel_and_a_family_join_it(talk: Talk, words: str) -> None:
    talk.group("15:00", "tang_ma", words)
    talk.group("15:01", "hai_ma", "说清楚，别冤枉人，我家海棠没碰她")
    heard = await talk.play()
    row = heard.row("incidents", kind="dispute")
    assert row["accounts"] == ["tang_ma", "hai_ma"]
    assert heard.rows("questions") == []
    assert heard.told() == {"tang_ma", "hai_ma", "chu"}
    assert heard.group() == []


@pytest.mark.parametrize(
    "words", ["你算老几？", "谁怕谁啊？", "要不要我给你看视频？", "你动一下看看？"]
)
async def test_what_is_flung_in_a_quarrel_is_no_question(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", "欧阳珞把我家孩子的头发剪了 还骂人")
    talk.group("15:06", "luo_ma", "你家柏舟先推人的好吧")
    talk.group("15:07", "bo_ma", words)
    talk.group("15:08", "tang_ma", "水彩笔要几色的？")
    talk.group("15:09", "luo_ma", "明天几点到校？")
    talk.tick("15:30")
    heard = await talk.play()
    assert words[:-1] not in str(heard.state)
    assert len(heard.rows("questions")) == 2
    assert len(heard.row("incidents", kind="dispute")["messages"]) == 3
