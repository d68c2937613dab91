"""Reading chains: which text is one, and its parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.parsing import chains, forms
from bot.parsing.chains import Chain
from bot.parsing.chains import fields as chain_fields
from tests.effort import effort

UNIFORM = '冬季校服尺码，格式：姓名 身高 尺码，不订写"不订"，周五截止'


def texts(chain: Chain) -> list[str]:
    return [entry.text for entry in chain.entries]


def numbers(chain: Chain) -> list[int | None]:
    return [entry.number for entry in chain.entries]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#接龙\n秋游报名", True),
        ("#接龍\n秋遊報名\n1. 沈一舟", True),
        ("＃接龙\n秋游报名\n1. 沈一舟", True),
        ("#Group Note\n秋游报名\n1. 沈一舟", True),
        ("@何老师 早读打卡#接龙\n1. 沈一舟 20分钟", True),
        ("接龙\n1沈一舟2\n2张小满2", True),
        ("秋游接龙：\n1. 沈一舟\n2. 张小满", True),
        ("#接龙汇总", False),
        ("大家记得#接龙哦", False),
        ("接龙填好了吗", False),
        ("能不能别接龙了\n1. 刷屏\n2. 看不见通知", False),
        ("我的意见：\n1. 时间太早，孩子起不来。\n2. 费用没有说清。\n3. 天冷容易感冒。", False),
        ("1. 带水杯\n2. 带帽子\n3. 穿校服", False),
        ("收到", False),
        ("", False),
    ],
)
def test_only_a_marked_list_is_a_chain(text: str, *, expected: bool) -> None:
    assert chains.is_chain(text) is expected
    if not expected:
        assert chains.read(text) == Chain(text.strip(), ())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("1. 沈一舟\n2. 张小满", ["沈一舟", "张小满"]),
        ("1.沈一舟\n2.张小满", ["沈一舟", "张小满"]),
        ("1、沈一舟\n2、张小满", ["沈一舟", "张小满"]),
        ("1)沈一舟\n2) 张小满", ["沈一舟", "张小满"]),
        ("（1）沈一舟\n（2）张小满", ["沈一舟", "张小满"]),
        ("①沈一舟\n②张小满", ["沈一舟", "张小满"]),
        ("１．沈一舟\n２、张小满", ["沈一舟", "张小满"]),
        ("1️⃣沈一舟\n2️⃣张小满", ["沈一舟", "张小满"]),
        ("1 沈一舟\n2 张小满", ["沈一舟", "张小满"]),
        ("1沈一舟3\n2张小满3", ["沈一舟3", "张小满3"]),
        ("1.3班沈一舟\n2.3班张小满", ["3班沈一舟", "3班张小满"]),
        ("1. 沈一舟\n2、张小满\n3)周可", ["沈一舟", "张小满", "周可"]),
        ("1. 沈一舟 2. 张小满 3. 周可", ["沈一舟", "张小满", "周可"]),
        ("1. 2. 张小满 2人 3. 周可 1人", ["张小满 2人", "周可 1人"]),
        ("①沈一舟②张小满③周可", ["沈一舟", "张小满", "周可"]),
        ("1. 沈一舟\n跳绳：200个\n阅读\n2. 张小满", ["沈一舟\n跳绳：200个\n阅读", "张小满"]),
        ("1. 沈一舟\n1) 苹果2箱\n2) 梨1箱\n2. 张小满", ["沈一舟\n1) 苹果2箱\n2) 梨1箱", "张小满"]),
        ("1. 沈一舟\n\n2. 张小满\n\n3. 周可", ["沈一舟", "张小满", "周可"]),
        ("1. 沈一舟\n2. 张小满\n2. 周可", ["沈一舟", "张小满", "周可"]),
        ("3. 沈一舟\n5. 张小满\n9. 周可", ["沈一舟", "张小满", "周可"]),
        ("1. \n2. 张小满", ["张小满"]),
    ],
)  # fmt: skip
def test_every_way_of_numbering(body: str, expected: list[str]) -> None:
    assert texts(chains.read(f"#接龙\n秋游报名\n\n{body}")) == expected


def test_gaps_keep_their_numbers() -> None:
    assert numbers(chains.read("#接龙\n秋游\n1. 沈一舟\n4. 张小满\n5. 周可")) == [1, 4, 5]


@pytest.mark.parametrize(
    "head",
    [
        "11.5 周五秋游，8:30集合",
        "2025年11月5日 8点半",
        "2025.11.5出发",
        "12:30前填好\n3、4班一起",
        "1.5米以下的孩子半价",
        "20人一辆车",
        "要求：\n1、带水杯\n2、8:00到校\n3、穿校服",
    ],
)
def test_numbers_of_the_head_are_no_entries(head: str) -> None:
    chain = chains.read(f"#接龙\n{head}\n\n1. 沈一舟 2人\n2. 张小满 1人")
    assert (chain.head, texts(chain)) == (head, ["沈一舟 2人", "张小满 1人"])


@pytest.mark.parametrize(
    "tail",
    [
        "请大家周五前填好",
        "\n以上为自愿，不去不用填",
        "谢谢各位家长",
        "备注：\n1. 带伞\n2. 带水",
        "\n周五集合",
    ],
)
def test_the_closing_remark_is_no_entry(tail: str) -> None:
    chain = chains.read(f"#接龙\n秋游报名\n\n1. 沈一舟\n2. 张小满\n{tail}")
    assert (texts(chain), chain.tail) == (["沈一舟", "张小满"], tail.strip())


def test_an_entry_behind_the_remark_counts() -> None:
    chain = chains.read("#接龙\n秋游\n1. 沈一舟\n谢谢大家\n2. 张小满")
    assert (texts(chain), chain.tail) == (["沈一舟", "张小满"], "谢谢大家")


@pytest.mark.parametrize(
    ("text", "example"),
    [
        (f"#接龙\n{UNIFORM}\n\n1. 何老师 示例\n2. 沈一舟 135 140码", "何老师 示例"),
        (f"#接龙\n{UNIFORM}\n例 何小花 130 140码\n\n1. 沈一舟 135 140码", "例 何小花 130 140码"),
        (
            f"#接龙\n{UNIFORM}\n示例：何小花 130 140码\n\n1. 沈一舟 135 140码",
            "示例：何小花 130 140码",
        ),
    ],
)
def test_an_example_is_nobodys_entry(text: str, example: str) -> None:
    chain = chains.read(text)
    assert (chain.head, texts(chain), chain.examples) == (UNIFORM, ["沈一舟 135 140码"], (example,))


def test_words_about_the_example_stay_in_the_head() -> None:
    assert chains.read("#接龙\n请按示例填写\n1. 沈一舟").head == "请按示例填写"


def test_a_known_chain_is_found_again_without_its_mark() -> None:
    known = chains.read("#接龙\n秋游报名\n1. 沈一舟\n2. 张小满")
    assert texts(chains.read("秋游报名\n1. 沈一舟\n2. 张小满\n3. 周可", known))[-1] == "周可"
    assert texts(chains.read("1. 沈一舟\n2. 张小满\n3. 周可", known))[-1] == "周可"
    added = chains.read("3. 周可 1大1小", known)
    assert (texts(added), added.whole) == (["周可 1大1小"], False)
    assert not chains.is_chain("1. 太贵\n2. 没时间\n3. 天太冷", known)
    assert not chains.is_chain("3. 时间太早，孩子起不来。", known)
    assert not chains.is_chain("3. 周可 1大1小")


def test_a_known_head_keeps_its_numbered_rules() -> None:
    known = chains.read("#接龙\n1、带水杯\n2、穿校服\n\n1. 沈一舟")
    again = chains.read("#接龙\n1、带水杯\n2、穿校服\n1. 沈一舟\n2. 张小满", known)
    assert texts(again) == ["沈一舟", "张小满"]


NAMES = st.text("沈一舟张小满周可林知夏", min_size=2, max_size=4)


@given(names=st.lists(NAMES, min_size=1, max_size=40), sep=st.sampled_from([". ", ".", "、", ") "]))
def test_what_is_written_is_read(names: list[str], sep: str) -> None:
    body = "\n".join(f"{i}{sep}{name}" for i, name in enumerate(names, 1))
    chain = chains.read(f"#接龙\n秋游报名\n\n{body}")
    assert texts(chain) == names
    assert numbers(chain) == list(range(1, len(names) + 1))


@given(text=st.text("#接龙0123456789.、)① \n例示沈一舟：。\r\u2005", max_size=80))
def test_any_text_is_read_without_losing_a_letter(text: str) -> None:
    chain = chains.read(f"#接龙\n{text}", chains.read("#接龙\n秋游\n1. 沈一舟"))
    kept = "".join([chain.head, *texts(chain), chain.tail, *chain.examples])
    assert kept.count("舟") == text.count("舟")


def effort_of(lines: int) -> float:
    body = "\n".join(f"{i}. 学生{i} 135 140码" for i in range(1, lines + 1))
    text = f"#接龙\n{UNIFORM}\n\n{body}"
    assert len(chains.read(text).entries) == lines
    return effort(lambda: chains.read(text))


def test_reading_grows_with_the_lines_only() -> None:
    assert effort_of(10_000) < 30 * effort_of(1000)


@pytest.mark.parametrize(
    "piece",
    [
        "1.5公里\n",
        " ",
        "！",
        "姓名",
        "格式：",
        "\n\n1. ",
        "[",
        "①",
        "1. ",
        "谢谢了",
        "身高 ",
        "不订",
        "135 ",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    text = f"#接龙\n{piece * (40_000 // len(piece))}a"

    def read() -> None:
        chain_fields.fields(chains.read(text).head)
        forms.entry(text, forms.form(("姓名", "身高", "尺码")), "沈一舟")
        forms.answer(text, forms.form(("姓名", "身高", "尺码")), old={"身高": "1"})

    assert effort(read) < 3
