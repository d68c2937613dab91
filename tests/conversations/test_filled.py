"""Answers to forms and chains: each part where it fits, each child its own, two adults, paper."""

from pathlib import Path

import pytest

from tests.conversations.player import Talk

HEALTH = "发通知 体检登记：身高、体重、是否过敏，周四18:00前"
MILK = "#接龙\n订酸奶，格式：姓名 口味（原味/黄桃） 盒数，不订写不订\n\n例：小明 原味 20"
DRUM = "#接龙\n鼓队报名，格式：姓名 鼓（大鼓/小鼓），周五前"


def _kept(folder: Path) -> bytes:
    """All that the rehearsal left on the disk."""
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


@pytest.fixture
def two(talk: Talk) -> Talk:
    talk.group("15:00", "chu", MILK)
    talk.group("15:01", "chu", DRUM)
    return talk


@pytest.mark.parametrize(
    ("words", "milk", "drum"),
    [
        ("汤圆圆打小鼓 酸奶就不订嘞", {"盒数": "不订"}, {"鼓": "小鼓"}),
        ("我家大鼓，酸奶黄桃15盒", {"口味": "黄桃", "盒数": "15盒"}, {"鼓": "大鼓"}),
        ("圆圆原味10盒", {"口味": "原味", "盒数": "10盒"}, None),
        ("小鼓", None, {"鼓": "小鼓"}),
    ],
)
async def test_each_part_belongs_to_the_chain_whose_fields_it_fits(
    two: Talk, words: str, milk: object, drum: object
) -> None:
    two.group("15:05", "tang_ma", words)
    heard = await two.play()
    assert [heard.receipt("tang", no).get("answer") for no in (40, 41)] == [milk, drum]
    assert heard.to("tang_ma") == []


async def test_a_question_in_an_answer_is_one_and_nothing_is_stored_whole(two: Talk) -> None:
    two.group("15:05", "tang_ma", "圆圆 黄桃 两盒？还是按月算")
    heard = await two.play()
    assert heard.status("tang") == "question"
    assert "按月算" in heard.row("questions")["text"]
    assert heard.to("tang_ma") == []


async def test_two_children_of_two_classes_in_one_line(talk: Talk) -> None:
    talk.private("15:00", "pan", HEALTH)
    talk.private("15:01", "pan", "都")
    talk.group("15:05", "man_ma", "小满 140 35 无，大寒 119 22 不过敏")
    heard = await talk.play()
    assert heard.receipt("man")["answer"] == {"身高": "140", "体重": "35", "是否过敏": "无"}
    assert heard.receipt("da")["answer"] == {"身高": "119", "体重": "22", "是否过敏": "不过敏"}


async def test_a_childs_name_of_the_other_class_is_not_this_ones_answer(talk: Talk) -> None:
    talk.private("15:00", "pan", "发通知 家长会，请回复参加或不参加，周四18:00前")
    talk.private("15:01", "pan", "都")
    talk.group("15:05", "man_ma", "大寒那边我不参加")
    heard = await talk.play()
    assert heard.status("man") == "none"
    assert heard.receipt("da")["answer"] == "不参加"


@pytest.mark.parametrize("words", ["尹川是136 他爸记错了", "我这边量的是136"])
async def test_what_another_adult_found_is_a_conflict_in_its_own_field(
    talk: Talk, words: str
) -> None:
    talk.private("15:00", "chu", HEALTH)
    talk.group("15:05", "yin_ba", "尹川 131 28 无")
    talk.group("15:09", "yin_ma", words)
    heard = await talk.play()
    assert heard.status("yin") == "conflict"
    assert heard.receipt("yin")["answer"][1] == {"身高": "136"}
    assert heard.told("15:09") == {"chu"}


async def test_a_mere_reason_speaks_against_anothers_word(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 周五家长会，请回复参加或不参加，周四18:00前")
    talk.group("15:05", "yin_ma", "他爸去")
    talk.group("15:09", "yin_ba", "我那天走不开")
    heard = await talk.play()
    assert heard.status("yin") == "conflict"
    assert heard.told("15:09") == {"chu"}


async def test_slips_are_entered_with_their_values(talk: Talk) -> None:
    talk.private("15:00", "chu", HEALTH)
    talk.private("15:05", "chu", "纸质收到 海棠 126 24 无 柏舟妈妈：身高131，体重30公斤，对虾过敏")
    heard = await talk.play()
    assert heard.receipt("hai")["answer"] == {"身高": "126", "体重": "24", "是否过敏": "无"}
    assert heard.receipt("bo")["answer"]["是否过敏"] == "对虾过敏"
    assert heard.receipt("bo")["via"] == "paper"


async def test_slips_say_who_comes(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 周五家长会，请回复参加或不参加，周四18:00前")
    talk.private("15:05", "chu", "纸质收到 海棠 柏舟 不参加")
    heard = await talk.play()
    assert [heard.receipt(c)["answer"] for c in ("hai", "bo")] == ["不参加", "不参加"]


async def test_a_number_nobody_asked_for_is_not_kept_in_a_chain(two: Talk, tmp_path: Path) -> None:
    two.group(
        "15:05", "tang_ma", f"{MILK}\n1. 汤圆圆 原味 20 电话13898765432 身份证110101201503071234"
    )
    two.group("15:06", "hai_ma", f"{MILK}\n1. 海棠 黄桃 10 13600001111")
    heard = await two.play()
    kept = _kept(tmp_path)
    assert "海棠".encode() in kept
    assert heard.receipt("hai")["answer"]["口味"] == "黄桃"
    for number in (b"13898765432", b"110101201503071234", b"13600001111"):
        assert number not in kept


async def test_a_telephone_that_was_asked_for_is_kept_and_said_nowhere(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 研学登记：接送人、联系电话，周四18:00前")
    talk.group("15:05", "tang_ma", "外婆 13900001234")
    talk.group("15:06", "hai_ma", "爸爸 13700005678，备用13600009999")
    heard = await talk.play()
    assert heard.receipt("tang")["answer"] == {"接送人": "外婆", "联系电话": "13900001234"}
    assert heard.status("hai") != "confirmed"
    assert all("1390000" not in said for said in heard.group())
