"""Deeds, retorts, praise and blame, told apart from what only sounds like them."""

import pytest

from bot.parsing import dangers, exposing

ACCUSED = [
    "你家丫头把柯南的书包扔厕所了",
    "他薅我闺女头发",
    "昨天把我家孩子的文具盒踩烂了",
    "某某把人打青了",
    "我家孩子说他老被同桌掐",
    "是你儿子先动的手",
    "把我儿子的作业本撕了",
    "被高年级的揍了一顿，揍得鼻子流血",
    "几个女生孤立她",
]
NO_DEED = [
    "把水杯放书包里了",
    "打车过去",
    "推迟到九点",
    "把通知发到我手机上了",
    "动手能力强",
    "打印了两份",
    "撞衫了哈哈",
    "孩子把校服弄丢了",
]
POINTED = [
    "今天值日表扬付一丁，批评沙小海",
    "以下同学作业没交",
    "小海又迟到",
    "课堂上太吵",
    "扣一分",
]
NOT_POINTED = ["请家长明天带伞", "开家长会", "收表扬信的请登记", "表扬大家"]

DEMANDED = [
    "各位家长，明天体测器材费85元，扫下面码，交完回复收到",
    "研学保险费每人60，转我微信就行，我统一交给凤老师",
    "班费200 转我支付宝",
    "校服费每人130 接龙转账",
    "大家把资料费发我红包 一人五十",
    "这学期教辅材料一共三百二，请扫码付款",
    "老师让我代收春游的钱 每家150 加我微信转",
    "打印费10块 麻烦大家转一下",
    "家委会收班费每人100，请今晚前转给我",
    "学校通知补交餐费120元 二维码如下",
    "请各位家长把课后服务费用打到这个账户",
    "我是班主任新号，急用，资料费先转我",
]
NOT_DEMANDED = [
    "校服费交到哪里",
    "餐费已经交了",
    "我转给你了",
    "请问班费多少钱",
    "孩子的饭卡没钱了怎么充",
    "春游要交钱吗",
    "那个二维码过期了",
    "我把60转给我妈了",
    "红包大家快抢",
    "老师 资料费我明天带现金行吗",
    "收到 钱交了",
    "大家的水费单子发了吗",
    "保险是自愿买吗",
    "扫码登记了",
    "请各位家长扫码进群",
    "凑钱给老师买花的事别搞了",
    "谁捡到一百块钱",
]

WONDERS = [
    "真的假的哦",
    "这靠谱吗",
    "不会是骗子吧",
    "老师是您本人吗",
    "钱交哪儿",
    "交了能退吗",
    "我不会扫 叫他爸转",
    "收款人是谁呀",
    "有点怪",
]
NO_WONDER = ["哈哈", "收到", "下雨了", "明天几点到校", "谢谢老师"]


@pytest.mark.parametrize("words", ACCUSED)
def test_a_deed_against_somebody(words: str) -> None:
    assert dangers.accuses(words)


@pytest.mark.parametrize("words", NO_DEED)
def test_no_deed(words: str) -> None:
    assert not dangers.accuses(words)


@pytest.mark.parametrize("words", POINTED)
def test_praise_and_blame(words: str) -> None:
    assert exposing.of_children(words, [(0, 1)]) == "praise_blame"


@pytest.mark.parametrize("words", NOT_POINTED)
def test_no_praise_and_no_blame(words: str) -> None:
    assert not exposing.of_children(words, [(0, 1)])


@pytest.mark.parametrize("words", DEMANDED)
def test_money_asked_in_the_schools_name(words: str) -> None:
    assert dangers.demands_money(words)


@pytest.mark.parametrize("words", NOT_DEMANDED)
def test_who_asks_about_money_demands_none(words: str) -> None:
    assert not dangers.demands_money(words)


@pytest.mark.parametrize("words", WONDERS)
def test_a_demand_is_wondered_at(words: str) -> None:
    assert dangers.wonders(words)


@pytest.mark.parametrize("words", NO_WONDER)
def test_nothing_is_wondered_at(words: str) -> None:
    assert not dangers.wonders(words)
