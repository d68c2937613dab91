"""What a family tells of one child for the head teacher alone, and what only sounds like it."""

import pytest

from bot.parsing import worries

TOLD = [
    "参加，另外双双这两周老说不想活 我心里慌",
    "收到 她这两周老说不想活",
    "收到 他爸又打他了",
    "收到 孩子手腕上有划痕",
    "最近老念叨死了算了",
    "小一说不想当班长了",
    "他爸去世了 孩子还不知道 请保密",
    "小一鞋子被藏起来好几回了",
    "老师我家想换座位",
    "孩子最近不肯写作业 我管不住 您帮着说说",
    "孩子中午没吃饱 老喊饿",
    "昨天摔了膝盖 别让他跑",
    "昨晚没睡好 今天可能犯困",
    "麻烦让他多喝水",
    "我们夫妻最近都在外地 孩子跟奶奶",
    "小一带药了 中午提醒吃",
    "小一偷拿家里钱 我不知道咋办",
    "孩子这几天来例假 体育课免一下",
    "小一说死也不去学校",
    "后桌老拿她的橡皮",
    "有人给小一起外号",
    "她说学校里一个朋友都没有，没朋友",
    "小一说中午吃不饱",
    "回来不想跟我说话 愁人",
    "家里欠了债 饭钱缓几天",
]
# What is asked behind it belongs to it; what a notice tells does not.
TOLD_WHOLE = [
    "小一这几天躲着不肯出门，是不是班里有人说她什么了",
    "她一跑步就说胸口闷，您看要不要紧？",
    "回来身上有块青的，他是不是跟人打架了",
    "我儿子说没人跟他坐，是不是得罪谁了",
    "她在家拿头撞墙，怎么办啊",
    "我们两口子散了，孩子归他妈，我周末想接他行不行？",
    "我现在一个人带她，她爸要是来，您别让接走",
    "他爸不跟我们一块住了，放学只能我或者外婆接",
    "法院把孩子判给我了，麻烦登记一下",
]
TOLD_BESIDE = [
    ("收到，小一被人叫胖子，回来哭，能不能帮忙说说？", "收到"),
    ("笔要几色的？还有他老做噩梦，会不会是吓着了", "笔要几色的?"),
    ("参加，他最近老说肚子疼，怎么回事呢，几点集合？", "参加，几点集合?"),
]
NOT_TOLD = [
    "孩子水杯落学校了，有人看到吗",
    "孩子没有彩笔，怎么办",
    "孩子感冒了，明天体检还做吗",
    "这几天作业有点多，几点睡合适",
    "她爸参加",
    "小一说明天不上课，是真的吗",
    "热死了不想活了哈哈",
    "作业多得不想活",
    "请老师多关照",
    "能不能换个时间开会",
    "换到前面那个教室吗",
    "跟奶奶一起去",
    "孩子跟爷爷来参加",
    "别告诉孩子考试时间吧",
    "参加 奶奶去",
    "明天带药吗",
    "几点带他吃药",
    "不要让孩子带手机吗",
    "想死你了",
    "跟着队伍走",
    "报名 跟外婆去",
    "不想参加",
    "橡皮老是拿错",
    "名字叫错号了",
    "收到，谢谢老师",
]


@pytest.mark.parametrize("words", TOLD)
def test_it_is_told_to_the_head_teacher(words: str) -> None:
    assert worries.find(words)[0]


@pytest.mark.parametrize("words", NOT_TOLD)
def test_it_is_no_worry(words: str) -> None:
    assert worries.find(words)[0] == ()


@pytest.mark.parametrize("words", TOLD_WHOLE)
def test_nothing_of_it_is_left_for_the_list(words: str) -> None:
    said, rest = worries.find(words)
    assert said
    assert rest == ""


@pytest.mark.parametrize(("words", "rest"), TOLD_BESIDE)
def test_what_stands_beside_it_is_left(words: str, rest: str) -> None:
    assert worries.find(words)[1] == rest


def test_a_name_is_the_child() -> None:
    words = "石头身上有块印子，是不是跟人打架了"
    assert worries.find(words)[0] == ()
    assert worries.find(words, ("石头",))[1] == ""
