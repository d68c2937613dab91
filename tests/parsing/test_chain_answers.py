"""The fields that a chain asks for, and what entries and free lines answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.parsing.chains import answers as chain_answers
from bot.parsing.chains import fields as chain_fields

UNIFORM = '冬季校服尺码，格式：姓名 身高 尺码，不订写"不订"，周五截止'
SIZES = ("姓名", "身高", "尺码")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (UNIFORM, SIZES),
        ("请填：姓名+身高+尺码", SIZES),
        ("请按“姓名-身高-尺码”接龙", SIZES),
        ("按照 姓名 身高 尺码 的格式接龙", SIZES),
        ("格式为：姓名/尺码/性别", ("姓名", "尺码", "性别")),
        ("格式：姓名，人数，电话", ("姓名", "人数", "电话")),
        ("请登记孩子姓名、身高（cm）、体重", ("孩子姓名", "身高", "体重")),
        ("秋游报名\n格式: 姓名 大人人数 小孩人数\n周五前", ("姓名", "大人人数", "小孩人数")),
        ("请接龙：班级+姓名+套数", ("班级", "姓名", "套数")),
        ("春游报名，姓名+人数", ("姓名", "人数")),
        ("请接龙孩子姓名", ("孩子姓名",)),
        ("格式：沈一舟 135 140码", ()),
        ("统计一下校服尺码", ()),
        ("明天交尺码表，孩子姓名牌也带上", ()),
        ("秋游报名，几人参加", ()),
        ("", ()),
    ],
)
def test_the_fields_asked_for(head: str, expected: tuple[str, ...]) -> None:
    assert chain_fields.fields(head) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("马远132 140码 男款", "马远", {"身高": "132", "尺码": "140码 男款"}),
        ("王梓 不订，哥哥的还能穿😂", "王梓", {"尺码": "不订，哥哥的还能穿"}),
        ("沈一舟 140 150", "沈一舟", {"身高": "140", "尺码": "150"}),
        ("沈一舟 140码 132", "沈一舟", {"身高": "132", "尺码": "140码"}),
        ("沈一舟妈妈：身高138，尺码：140码，谢谢老师", "沈一舟", {"身高": "138", "尺码": "140码"}),
        ("一舟 1.32m 130", "沈一舟", {"身高": "1.32m", "尺码": "130"}),
        ("沈一舟 1米38 XL", "沈一舟", {"身高": "1米38", "尺码": "XL"}),
        ("沈一舟 128cm/130码", "沈一舟", {"身高": "128cm", "尺码": "130码"}),
        ("沈一舟，128，140[玫瑰]", "沈一舟", {"身高": "128", "尺码": "140"}),
        ("沈一舟 128 不要太大 130码", "沈一舟", {"身高": "128", "尺码": "不要太大 130码"}),
        ("沈一舟 128 自备", "沈一舟", {"身高": "128", "尺码": "自备"}),
        ("沈一舟", "沈一舟", {}),
        ("沈一舟 128 140", "", {"身高": "128", "尺码": "140"}),
    ],
)
def test_an_entry_answers_field_by_field(text: str, name: str, expected: dict[str, str]) -> None:
    assert chain_answers.entry_answer(text, SIZES, name) == expected


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("沈一舟 去 2大1小", ("姓名", "人数"), {"人数": "去 2大1小"}),
        ("沈一舟 5斤", ("姓名", "几斤"), {"几斤": "5斤"}),
        ("沈一舟 大人2 小孩1", ("大人人数", "小孩人数"), {"大人人数": "2", "小孩人数": "1"}),
        ("沈一舟 女 3套", ("姓名", "性别", "套数"), {"性别": "女", "套数": "3套"}),
        ("沈一舟 3套 女", ("姓名", "性别", "套数"), {"性别": "女", "套数": "3套"}),
        ("沈一舟", (), {}),
        ("沈一舟 2人", (), {"备注": "2人"}),
        ("沈一舟 不去", ("姓名",), {"备注": "不去"}),
    ],
)  # fmt: skip
def test_one_field_many_or_none(
    text: str, fields: tuple[str, ...], expected: dict[str, str]
) -> None:
    assert chain_answers.entry_answer(text, fields, "沈一舟") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我家改150吧 怕缩水", {"尺码": "150"}),
        ("尺码改150", {"尺码": "150"}),
        ("改150码", {"尺码": "150码"}),
        ("换成XL", {"尺码": "XL"}),
        ("身高改成140吧", {"身高": "140"}),
        ("身高写错了，是136不是135", {"身高": "136"}),
        ("135写错了，应该是136", {"身高": "136"}),
        ("改成 138 150", {"身高": "138", "尺码": "150"}),
        ("我们不订了", {"尺码": "不订了"}),
        ("可以改150吗", None),
        ("改大一号", None),
        ("浩然多大码我不懂 等他爸晚上说", None),
        ("150块钱交了", None),
        ("不用谢", None),
        ("我家去不去还没定", None),
        ("收到", None),
    ],
)
def test_a_free_line_corrects(text: str, expected: dict[str, str] | None) -> None:
    old = {"身高": "135", "尺码": "140码"}
    assert chain_answers.correction(text, SIZES, old) == expected


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("沈一舟我这边量的是140", SIZES, {"身高": "140"}),
        ("沈一舟我这边量的是140", ("姓名", "尺码"), {"尺码": "140"}),
        ("他是140码", SIZES, {"尺码": "140码"}),
        ("量了吗", SIZES, None),
        ("量了 135 和 140", SIZES, None),
    ],
)
def test_what_somebody_measured(
    text: str, fields: tuple[str, ...], expected: dict[str, str] | None
) -> None:
    assert chain_answers.measured(text, fields) == expected


@given(text=st.text(max_size=60), fields=st.sampled_from([SIZES, (), ("姓名", "人数")]))
def test_answers_stand_under_the_fields_asked(text: str, fields: tuple[str, ...]) -> None:
    answer = chain_answers.entry_answer(text, fields, "沈一舟")
    assert set(answer) <= set(chain_fields.asked(fields))
    assert all(answer.values())


@pytest.mark.parametrize(
    ("text", "day", "when"),
    [
        ("伍月 11月9日 早", "11月9日", "早"),
        ("苗青 11/11 早", "11/11", "早"),
        ("支点 11.10 晚", "11.10", "晚"),
        ("陆月 周二 晚", "周二", "晚"),
    ],
)
def test_a_day_is_one_value(text: str, day: str, when: str) -> None:
    found = chain_answers.entry_answer(text, ("姓名", "日期", "早晚"), text.split(maxsplit=1)[0])
    assert found == {"日期": day, "早晚": when}
