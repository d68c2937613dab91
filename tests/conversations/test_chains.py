"""Rule 11: #接龙 begun by staff, its forks and corrections, and what is no chain."""

import pytest

from tests.conversations.player import CHILDREN, Talk

HEAD = "#接龙\n护眼灯团购，格式：姓名 色温 数量，不要写“不要”，周四20:00前\n"
BEGUN = f"{HEAD}\n1. 褚老师 例"


def chain(*lines: str) -> str:
    numbered = (f"{n}. {line}" for n, line in enumerate(("褚老师 例", *lines), 1))
    return HEAD + "\n" + "\n".join(numbered)


async def test_a_chain_of_staff_is_a_signup_with_the_next_number(talk: Talk) -> None:
    talk.group("15:00", "chu", BEGUN)
    heard = await talk.play()
    notice = heard.notice()
    assert (notice["kind"], notice["status"], notice["by"]) == ("signup", "sent", "chu")
    assert notice["deadline"] == "2027-03-11T20:00:00+08:00"
    assert set(notice["receipts"]) == CHILDREN == heard.those("none")
    assert notice["unknown_accounts"] == 0
    assert len(heard.to("chu")) == 1
    assert "40" in heard.to("chu")[0]
    assert heard.group() == []


async def test_each_line_is_its_childs_answer(talk: Talk) -> None:
    talk.group("15:00", "chu", BEGUN)
    talk.group("15:05", "hai_ma", chain("海棠 4000 1"))
    talk.group("15:06", "bo_ma", chain("海棠 4000 1", "柏舟 5000 2"))
    heard = await talk.play()
    assert heard.those("confirmed") == {"hai", "bo"}
    assert heard.receipt("hai")["answer"]["色温"] == "4000"
    assert heard.receipt("bo")["answer"]["数量"].startswith("2")
    assert heard.receipt("bo")["by"] == "bo_ma"
    assert heard.silent("15:05")


async def test_a_fork_loses_nobody(talk: Talk) -> None:
    talk.group("15:00", "chu", BEGUN)
    talk.group("15:05:00", "hai_ma", chain("海棠 4000 1"))
    talk.group("15:05:30", "bo_ma", chain("柏舟 5000 2"))
    talk.group("15:06:00", "tang_ma", chain("柏舟 5000 2", "汤圆圆 4000 1"))
    heard = await talk.play()
    assert heard.those("confirmed") == {"hai", "bo", "tang"}
    assert heard.receipt("hai")["answer"]["色温"] == "4000"
    assert heard.group() == []


async def test_a_correction_outlives_older_copies(talk: Talk) -> None:
    talk.group("15:00", "chu", BEGUN)
    talk.group("15:05", "hai_ma", chain("海棠 4000 1"))
    talk.group("15:10", "hai_ma", "海棠改成5000的")
    talk.group("15:15", "bo_ma", chain("海棠 4000 1", "柏舟 5000 2"))
    heard = await talk.play()
    receipt = heard.receipt("hai")
    assert receipt["answer"]["色温"].startswith("5000")
    assert any(h["answer"]["色温"].startswith("4000") for h in receipt["history"])


async def test_a_correction_inside_the_chain_counts(talk: Talk) -> None:
    talk.group("15:00", "chu", BEGUN)
    talk.group("15:05", "hai_ma", chain("海棠 4000 1"))
    talk.group("15:06", "bo_ma", chain("海棠 4000 1", "柏舟 5000 2"))
    talk.group("15:09", "hai_ma", chain("海棠 4000 3", "柏舟 5000 2"))
    heard = await talk.play()
    assert heard.receipt("hai")["answer"]["数量"].startswith("3")
    assert heard.receipt("bo")["answer"]["数量"].startswith("2")
    assert heard.those("conflict") == set()


async def test_a_refusal_is_an_answer_in_the_last_field(talk: Talk) -> None:
    talk.group("15:00", "chu", BEGUN)
    talk.group("15:05", "tang_ma", chain("汤圆圆 不要"))
    heard = await talk.play()
    assert heard.status("tang") == "confirmed"
    assert "不要" in heard.receipt("tang")["answer"]["数量"]


@pytest.mark.parametrize("line", ["汤圆圆 4000", "汤圆圆"])
async def test_half_an_entry_is_asked_for_privately_and_completed(talk: Talk, line: str) -> None:
    talk.group("15:00", "chu", BEGUN)
    talk.group("15:05", "tang_ma", chain(line))
    talk.look("15:06")
    talk.group("15:07", "tang_ma", chain("汤圆圆 4000 2"))
    heard = await talk.play()
    assert heard.states[0]["notices"][0]["receipts"]["tang"]["status"] == "pending"
    assert len(heard.to("tang_ma", "15:05", "15:06")) == 1
    assert "数量" in heard.to("tang_ma")[0]
    assert heard.receipt("tang")["answer"] == {"色温": "4000", "数量": "2"}
    assert heard.group() == []


async def test_two_parents_who_differ_in_a_chain_are_a_conflict(talk: Talk) -> None:
    talk.group("15:00", "chu", BEGUN)
    talk.group("15:05", "yin_ba", chain("尹川 4000 1"))
    talk.group("15:09", "yin_ma", chain("尹川 5000 1"))
    heard = await talk.play()
    assert heard.those("conflict") == {"yin"}
    assert heard.told("15:05") == {"chu"}


async def test_a_common_name_belongs_to_the_writer(talk: Talk) -> None:
    talk.group("15:00", "chu", BEGUN)
    talk.group("15:05", "fu2_ma", chain("傅嘉宁 4000 1"))
    talk.group("15:06", "fu1_ba", chain("傅嘉宁 4000 1", "傅嘉宁 5000 1"))
    heard = await talk.play()
    assert heard.receipt("fu2")["answer"]["色温"] == "4000"
    assert heard.receipt("fu1")["answer"]["色温"] == "5000"


async def test_a_stranger_in_the_chain_is_no_answer(talk: Talk) -> None:
    talk.group("15:00", "chu", BEGUN)
    talk.group("15:05", "shan", chain("柏舟 4000 1"))
    heard = await talk.play()
    assert heard.status("bo") != "confirmed"
    assert heard.notice()["unknown_accounts"] == 1


@pytest.mark.parametrize(
    "words",
    [
        "1. 作业量大\n2. 睡得太晚\n3. 周末班太多",
        "我说三点：\n1. 校门口太堵\n2. 接孩子没地方停\n3. 建议错峰",
        "#接龙\n周末一起去爬山\n\n1. 柏舟妈妈",
    ],
)
async def test_numbered_arguments_of_parents_are_no_chain(talk: Talk, words: str) -> None:
    talk.group("15:00", "bo_ma", words)
    heard = await talk.play()
    assert heard.rows("notices") == []
    assert heard.group() == []


async def test_arguments_beside_a_chain_change_nothing_in_it(talk: Talk) -> None:
    talk.group("15:00", "chu", BEGUN)
    talk.group("15:05", "hai_ma", chain("海棠 4000 1"))
    talk.group("15:06", "bo_ma", "1. 这灯贵\n2. 质量没保证\n3. 海棠家都说贵")
    heard = await talk.play()
    assert heard.receipt("hai")["answer"]["色温"] == "4000"
    assert heard.status("bo") != "confirmed"


@pytest.mark.parametrize(
    "words",
    [
        "明天降温，记得加衣服，请回收到",
        "周六春游，参加的回复参加",
        "1. 带水杯\n2. 带帽子\n3. 带纸巾",
    ],
)
async def test_other_words_of_staff_by_hand_are_no_notice(talk: Talk, words: str) -> None:
    talk.group("15:00", "chu", words)
    talk.group("15:02", "bo_ma", "收到")
    heard = await talk.play()
    assert heard.rows("notices") == []
    assert heard.group() == []


async def test_the_teachers_own_line_makes_no_second_notice(talk: Talk) -> None:
    talk.group("15:00", "chu", BEGUN)
    talk.group("15:05", "hai_ma", chain("海棠 4000 1"))
    talk.group("15:10", "chu", chain("海棠 4000 1"))
    heard = await talk.play()
    assert len(heard.rows("notices")) == 1
    assert heard.those("confirmed") == {"hai"}


async def test_the_summary_is_for_the_teacher_alone(talk: Talk) -> None:
    talk.group("15:00", "chu", BEGUN)
    talk.group("15:05", "hai_ma", chain("海棠 4000 1"))
    talk.group("16:00", "chu", "接龙汇总")
    heard = await talk.play()
    assert heard.told("16:00") == {"chu"}
    assert heard.group("16:00") == []
    (table,) = [m["file"] for m in heard.messages("private:chu", "16:00") if "file" in m]
    assert table["name"].endswith("_20270309.xlsx")
    assert any("海棠" in row and "4000" in row for row in table["cells"])
