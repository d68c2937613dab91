"""What a line says besides its intent: children, numbers, choices, values."""

import pytest

from bot.parsing.meaning import Pupil
from bot.parsing.replies import children, choice, fields, headcount, normalise, numerals, topics

COLOURS = ("A.红色", "B.蓝色", "C.黄色")
TIMES = ("周四晚上", "周六上午")
AGREE = ("同意", "不同意")
CLASS = (Pupil("1", "周子涵"), Pupil("2", "吴桐"), Pupil("3", "欧阳雪"))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("一大一小", 2),
        ("2大1小", 3),
        ("一家三口都去", 3),
        ("我家四个人", 4),
        ("周子涵+妈妈", 2),
        ("周子涵+爸爸+奶奶", 3),
        ("+2", 2),
        ("报名，我们俩", 2),
        ("就孩子去，大人不去", 1),
        ("前面写的2人，改成3人", 3),
        ("#接龙\n登山\n1. 吴桐 2人\n2. 周子涵 一大一小", 2),
        ("1吴桐3\n2周子涵4", 4),
        ("12. 周子涵 3人", 3),
        ("we are 3 people", 3),
        ("报名参加", None),
        ("周六去，星期天回", None),
    ],
)
def test_how_many_a_line_signs_up(text: str, count: int | None) -> None:
    assert headcount.count(normalise.read(text).words, "周子涵") == count


@pytest.mark.parametrize(
    ("text", "options", "chosen"),
    [
        ("B", COLOURS, ["B.蓝色"]),
        ("选c", COLOURS, ["C.黄色"]),
        ("2", COLOURS, ["B.蓝色"]),
        ("第三个", COLOURS, ["C.黄色"]),
        ("蓝的耐脏", COLOURS, ["B.蓝色"]),
        ("不要黄色，红色吧", COLOURS, ["A.红色"]),
        ("A和C都行", COLOURS, ["A.红色", "C.黄色"]),
        ("都可以", COLOURS, []),
        ("礼拜六吧", TIMES, ["周六上午"]),
        ("周四晚上来不了，选周六", TIMES, ["周六上午"]),
        ("赞成", AGREE, ["同意"]),
        ("没必要，反对", AGREE, ["不同意"]),
        ("最后那个", (), []),
    ],
)
def test_which_option_a_line_chooses(
    text: str, options: tuple[str, ...], chosen: list[str]
) -> None:
    assert choice.choose(text, options) == chosen


@pytest.mark.parametrize(
    ("text", "title", "values"),
    [
        ("36.5", "体温登记", {"36.5"}),
        ("三十六度八", "体温登记", {"36.8"}),
        ("37度整", "体温登记", {"37.0"}),
        ("身高142，尺码150", "校服尺码登记", {"142", "150"}),
        ("一米三八 M码", "校服尺码登记", {"138", "M"}),
        ("监护人：王芳，电话13800001111", "信息核对：监护人、电话", {"王芳", "13800001111"}),
        ("住翠湖小区3栋2单元", "信息核对：住址", {"翠湖小区3栋2单元"}),
        ("不留", "周末留校登记（留/不留）", {"不留"}),
        ("左眼5.0 右眼4.8", "视力登记", {"5.0", "4.8"}),
    ],
)
def test_the_values_that_fill_in_a_form(text: str, title: str, values: set[str]) -> None:
    assert values <= set(fields.read(text, title).values())


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("新号 138 0013 8001", "13800138001"),
        ("一三八零零一三八零零二", "13800138002"),
        ("座机0731-8888123", "07318888123"),
        ("旧的13800000000，新的13911112222", "13911112222"),
        ("36.5度", ""),
    ],
)
def test_the_telephone_number_of_a_line(text: str, phone: str) -> None:
    assert numerals.phone(text) == phone


@pytest.mark.parametrize(
    ("text", "card", "names"),
    [
        ("明天请假", "周子涵妈妈", ["周子涵"]),
        ("子涵明天请假", "三2周子涵爸爸 13800001111", ["周子涵"]),
        ("明天请假", "岁月静好", []),
        ("吴桐明天请假", "岁月静好", ["吴桐"]),
        ("替郑小北请个假，他发烧", "周子涵妈妈", ["郑小北"]),
        ("周子涵和周子萱明天都请假", "周子涵妈妈", ["周子涵", "周子萱"]),
        ("陈老师，雪儿明天请假", "欧阳雪-妈妈", ["欧阳雪"]),
        ("1. 郑小北 2人\n2. 周子涵 2人", "周子涵妈妈", ["周子涵"]),
        ("明天请假", "郑师傅-郑小北", ["郑小北"]),
        ("小北明天不来", "郑强爸 郑小北", ["郑小北"]),
        ("小北明天不来", "郑大娘 孙子郑小北", ["郑小北"]),
        ("小北明天不来", "总务科 郑强 郑小北", ["郑小北"]),
        ("子晴明天不返學", "黃太 黃子晴", ["黃子晴"]),
        ("明天请假", "小蘑菇妈🍄 安以沫", ["安以沫"]),
        ("明天请假", "Ethan mom 郑小北", ["郑小北"]),
        ("明天请假", "周子涵妈妈 王芳", ["周子涵"]),
        ("明天请假", "金豆子", []),
        ("明天请假", "张医生", []),
        ("明天请假", "方糖妈妈", ["方糖"]),
        ("明天请假", "麦子妈妈", []),
        ("姐弟俩明天都请假", "秦月秦阳妈妈", ["秦月", "秦阳"]),
        ("秦月、秦阳两个都发烧", "秦月秦阳妈妈", ["秦月", "秦阳"]),
        ("秦阳请明天一天，秦月照常", "秦月秦阳妈妈", ["秦阳"]),
        ("明天请假", "秦月秦阳妈妈", ["秦月"]),
        ("明天请假", "夏侯妈妈", []),
        ("我女冯思思礼拜一请假", "湖北民工老冯", ["冯思思"]),
        ("老师我爸说让我写：明天不来", "顶梁柱", []),
        ("参加彩排，秦阳本周四下午请公假", "秦阳妈妈", ["秦阳"]),
        ("我明天不来了，发烧", "吴桐", ["吴桐"]),
        ("我明天不来了，发烧", "吴彤", []),
        ("替楼下邓一帆讲一声，他明天不来", "周子涵妈妈", ["邓一帆"]),
        ("帮对门郑小北带个话，明天请假", "周子涵妈妈", ["郑小北"]),
        ("明天请假", "桂姨（高远外婆）", ["高远"]),
        ("明天请假", "高玉兰阿婆（高雨荷）", ["高雨荷"]),
        ("明天请假", "郑强（刘芳的同事）", ["郑强"]),
        ("明天请假", "小北他爸（郑小北）", ["郑小北"]),
        ("明天请假", "陶行之爸爸", ["陶行之"]),
        ("明天请假", "左丘云帆妈妈", ["左丘云帆"]),
        ("明天请假", "郑小北幺爸", ["郑小北"]),
        ("索性明天都不来了", "周家爷爷", []),
        ("明天打针，莫算他缺勤", "周子涵奶奶", ["周子涵"]),
    ],
)
def test_which_children_a_line_is_about(text: str, card: str, names: list[str]) -> None:
    assert children.about(text, card, CLASS) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("天宇明天请假，天佑照常", ["华天宇"]),
        ("天宇明天请假，天佑不用请", ["华天宇"]),
        ("天宇天佑明天都请假", ["华天宇", "华天佑"]),
        ("天宇不请了，天佑也正常", ["华天宇", "华天佑"]),
    ],
)
def test_who_of_two_is_away(text: str, names: list[str]) -> None:
    assert children.away(["华天宇", "华天佑"], text) == names


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("明天几点放学", "time"),
        ("在哪里集合", "place"),
        ("多少钱一个人", "fee"),
        ("要穿校服吗", "uniform"),
        ("作业写到第几页", "homework"),
        ("校车几点到", "bus"),
    ],
)
def test_what_a_question_is_about(text: str, topic: str) -> None:
    assert topics.of(text) == topic
