"""The fields that a chain asks for, and what entries and free lines answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.parsing import forms
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
        ("沈一舟 128 不要太大 130码", "沈一舟", {"身高": "128", "尺码": "130码 不要太大"}),
        ("沈一舟 128 自备", "沈一舟", {"身高": "128", "尺码": "自备"}),
        ("沈一舟", "沈一舟", {}),
        ("沈一舟 128 140", "", {"身高": "128", "尺码": "140"}),
    ],
)
def test_an_entry_answers_field_by_field(text: str, name: str, expected: dict[str, str]) -> None:
    assert forms.entry(text, forms.form(SIZES), name).values == expected


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("沈一舟 去 2大1小", ("姓名", "人数"), {"人数": "2大1小"}),
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
    assert forms.entry(text, forms.form(fields), "沈一舟").values == expected


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
        ("我们不订了", {"尺码": "不订"}),
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
    said = forms.answer(text, forms.form(SIZES), old=old)
    assert {f: v for f, v in said.values.items() if v != old.get(f)} == (expected or {})


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("沈一舟我这边量的是140", SIZES, {"身高": "140"}),
        ("沈一舟我这边量的是140", ("姓名", "尺码"), {"尺码": "140"}),
        ("他是140码", SIZES, {"尺码": "140码"}),
        ("量了吗", SIZES, None),
        ("量了 135 和 140", SIZES, {"身高": "135", "尺码": "140"}),
    ],
)
def test_what_somebody_measured(
    text: str, fields: tuple[str, ...], expected: dict[str, str] | None
) -> None:
    assert forms.found(text, forms.form(fields), {"身高": "138"}) == (expected or {})


@given(text=st.text(max_size=60), fields=st.sampled_from([SIZES, (), ("姓名", "人数")]))
def test_answers_stand_under_the_fields_asked(text: str, fields: tuple[str, ...]) -> None:
    answer = forms.entry(text, forms.form(fields), "沈一舟").values
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
    form = forms.form(("姓名", "日期", "早晚"))
    assert forms.entry(text, form, text.split(maxsplit=1)[0]).values == {"日期": day, "早晚": when}


MILK = forms.form(("姓名", "口味", "盒数"), "订奶，格式：姓名 口味（原味/草莓） 盒数，不订写不订")
CHOIR = forms.form(("姓名", "声部"), "合唱团报名，格式：姓名 声部（高/低），周五前")


@pytest.mark.parametrize(
    ("text", "milk", "choir"),
    [
        ("原味20盒", {"口味": "原味", "盒数": "20盒"}, {}),
        ("我们唱低声部", {}, {"声部": "低"}),
        ("我们报高音吧", {}, {"声部": "高"}),
        ("高兴得很", {}, {}),
        ("草莓 原味都行", {}, {}),
    ],
)
def test_words_that_a_field_offers_are_its_only_values(
    text: str, milk: dict[str, str], choir: dict[str, str]
) -> None:
    said = [forms.answer(text, form) for form in (MILK, CHOIR)]
    assert [dict(one.values) for one in said] == [milk, choir]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("加到15盒", {"口味": "原味", "盒数": "10"}, {"盒数": "15盒"}),
        ("再加两盒", {"口味": "原味", "盒数": "10盒"}, {"盒数": "12盒"}),
        ("少订俩，8盒", {"口味": "原味", "盒数": "10"}, {"盒数": "8盒"}),
        ("换成草莓", {"口味": "原味", "盒数": "10"}, {"口味": "草莓"}),
        ("我那个换成草莓吧，原味喝腻了", {"口味": "原味", "盒数": "10"}, {"口味": "草莓"}),
    ],
)
def test_a_later_line_changes_what_it_names(
    text: str, old: dict[str, str], new: dict[str, str]
) -> None:
    said = forms.answer(text, MILK, old=old)
    assert (said.says, dict(said.values)) == ("answer", {**old, **new})


@pytest.mark.parametrize("text", ["再加一个", "加两个人"])
def test_of_two_numbers_nobody_can_tell_which_one_grows(text: str) -> None:
    form = forms.form(("姓名", "人数"))
    assert forms.answer(text, form, old={"人数": "2大1小"}).missing == ("人数",)


@pytest.mark.parametrize(
    ("body", "text", "last"),
    [
        (
            "冷餐会，格式：姓名 吃食 份数，不带的写“不带”",
            "沈一舟 不带 家里没人做",
            "不带 家里没人做",
        ),
        ("值岗，格式：姓名 吃食 份数，没空写没空", "沈一舟 没空", "没空"),
    ],
)
def test_who_wants_none_writes_what_the_notice_says(body: str, text: str, last: str) -> None:
    said = forms.entry(text, forms.form(("姓名", "吃食", "份数"), body), "沈一舟")
    assert (said.refuses, said.values) == (True, {"份数": last})


@pytest.mark.parametrize(
    ("text", "expected"),
    [("128 M", {"身高": "128", "尺码": "M"}), ("1.28m 130", {"身高": "1.28m", "尺码": "130"})],
)
def test_a_size_is_no_metre(text: str, expected: dict[str, str]) -> None:
    assert forms.answer(text, forms.form(SIZES)).values == expected
