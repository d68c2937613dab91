"""Who sells something, by how the line sells and not by what; who only asks, lends or orders."""

import pytest

from bot.parsing import dangers


@pytest.mark.parametrize(
    "text",
    [
        "群主 我这有9块9的助眠枕 谁要",
        "自家土鸡蛋 要的私我",
        "刚到的车厘子 128一箱 有要的吗私聊",
        "家里种的橘子 三块一斤 要的接龙",
        "闲置儿童自行车 200元 谁要",
        "出一台点读机 半价 需要的滴滴我",
        "宝妈们 纸尿裤29.9包邮 想要的加v",
        "自己做的月饼 新鲜 要的找我",
        "学区房转让 有需要的联系我",
    ],
)
def test_it_is_held_out_for_sale(text: str) -> None:
    assert dangers.offers(text)


@pytest.mark.parametrize(
    "text",
    [
        "上次借的书谁有",
        "谁要带跳绳",
        "班费50元谁还没交",
        "谁有多余的彩笔借一下",
        "校服多少钱一套 要的登记",
        "谁家要参加",
        "订饭15元一份，要的接龙",
        "收到，橘子要带吗",
        "谁要拼车去，一人20元",
        "有要的资料私我发",
        "这本练习册15块 老师要的",
        "我家要的是150码",
        "要的，谢谢",
        "谁需要卷子私聊我，我拍给你",
        "私聊老师吧",
        "孩子自己要的",
    ],
)
def test_it_is_no_advertisement(text: str) -> None:
    assert not dangers.offers(text)


@pytest.mark.parametrize(
    "text",
    [
        "帮我家闺女投一票吧 23号 谢谢各位",
        "麻烦大家给我弟的店点个赞 集满66个送餐",
        "求助力 萌宝大赛 选6号",
        "朋友圈第一条帮忙转发一下 集赞换礼品",
        "各位宝妈动动手指 给我侄子投票 12号",
        "家人们帮忙点个链接 我家参赛的是9号",
        "拜托投给17号 我外甥女跳舞比赛",
    ],
)
def test_votes_for_ones_own_ends_are_canvassed(text: str) -> None:
    assert dangers.canvasses(text)


@pytest.mark.parametrize(
    "text",
    [
        "我给红的投一票",
        "投完票了 谢谢老师",
        "大家记得投票",
        "请问投票结果出来了吗",
        "帮我投A 手机不方便",
        "我家孩子参赛，谢谢老师指导",
        "麻烦老师转发一下作业单",
        "我家选2号",
    ],
)
def test_a_vote_of_the_class_is_no_canvassing(text: str) -> None:
    assert not dangers.canvasses(text)
