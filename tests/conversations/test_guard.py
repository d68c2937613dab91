"""Rules 22 and 23: what staff may not post, and who takes a teacher's name."""

import pytest

from tests.conversations.player import Talk

MARKS = "祁星野98，海棠87，柏舟66，请家长签字"


@pytest.mark.parametrize("words", [MARKS, "祁星野 98.5 海棠 76", "祁星野A+ 海棠C"])
async def test_marks_of_children_do_not_leave(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", f"发通知 {words}")
    talk.look("15:01")
    talk.private("15:02", "chu", "不发")
    heard = await talk.play()
    assert heard.group() == []
    assert heard.states[0]["notices"][0]["status"] == "held"
    assert heard.notice()["status"] == "cancelled"
    assert "98" not in str(heard.state)
    assert heard.rows("audit", action="guard_blocked", by="chu")


@pytest.mark.parametrize(
    ("words", "private"),
    [
        ("祁星野语文九十二，请签字", "九十二"),
        ("海棠数学A等，继续努力", "A等"),
        ("柏舟期末考了个B+，请收到", "B+"),
        ("有事打我幺三八零零零一二三四五，请回收到", "三八零零零"),
    ],
)
async def test_dictated_marks_and_numbers_do_not_leave(
    talk: Talk, words: str, private: str
) -> None:
    talk.private("15:00", "chu", f"发通知 {words}")
    heard = await talk.play()
    assert heard.group() == []
    assert private not in str(heard.state)
    assert heard.rows("audit", action="guard_blocked", by="chu")


async def test_the_landline_of_the_office_may_be_told(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 明天体检，有事打办公室0512-65201234。请回收到。")
    heard = await talk.play()
    assert "0512-65201234" in heard.group()[0]


async def test_what_was_said_of_the_children_is_not_kept_either(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 期末英语：祁星野97，海棠58不及格，垫底的要加油")
    heard = await talk.play()
    assert heard.group() == []
    assert not any(word in str(heard.state) for word in ("不及格", "垫底", "97"))


async def test_marks_do_not_come_in_by_an_amendment(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 明天带彩笔。请回收到。")
    talk.private("15:02", "chu", f"更正40 {MARKS}")
    heard = await talk.play()
    assert len(heard.group()) == 1
    assert heard.notice()["version"] == 1


async def test_marks_posted_by_hand_are_hinted_at_once(talk: Talk) -> None:
    talk.group("15:00", "pan", MARKS)
    talk.group("15:01", "bo_ma", "怎么才66分")
    heard = await talk.play()
    assert len(heard.to("pan")) == 1
    incident = heard.row("incidents", kind="marks")
    assert incident["accounts"] == ["pan", "bo_ma"]
    assert heard.group("15:00") == []


async def test_an_average_may_be_told(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 语文均分86.2，优秀率45%，大家都有进步")
    heard = await talk.play()
    assert len(heard.group()) == 1


async def test_an_account_that_takes_a_teachers_name_raises_the_alarm(talk: Talk) -> None:
    talk.world["staff"].append(
        {"account": "wang", "name": "王主任", "roles": ["admin"], "classes": []}
    )
    talk.group("15:00", "shan", "褚老师", kind="card")
    heard = await talk.play()
    assert heard.told() == {"chu", "pan", "wang"}
    assert heard.row("incidents", kind="impersonation")["accounts"] == ["shan"]
    assert heard.group() == []


@pytest.mark.parametrize(
    ("who", "card"), [("bo_ma", "柏舟的妈妈"), ("shan", "山高"), ("chu", "褚老师")]
)
async def test_other_new_cards_are_nobodys_business(talk: Talk, who: str, card: str) -> None:
    talk.group("15:00", who, card, kind="card")
    heard = await talk.play()
    assert heard.silent("15:00")
    assert heard.rows("incidents") == []


@pytest.mark.parametrize(
    "words", ["表扬祁星野，点名批评海棠三次没交作业", "海棠对花生过敏，大家别带花生"]
)
async def test_no_child_is_named_before_all(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", f"发通知 {words}，请回收到")
    heard = await talk.play()
    assert heard.group() == []
    assert len(heard.to("chu")) == 1
    assert heard.rows("audit", action="guard_blocked", by="chu")
    assert "海棠" not in str(heard.notice())


async def test_money_is_collected_only_on_its_authors_word(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 班费每人50元，扫码交给家委，请回收到")
    talk.private("15:01", "chu", "照发 家委会定的")
    heard = await talk.play()
    assert heard.group("15:00", "15:01") == []
    assert len(heard.group()) == 1
    assert heard.row("audit", action="guard_overridden", by="chu")["reason"] == "家委会定的"


async def test_homework_for_families_leaves_with_a_word_to_its_author(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 请家长批改口算，请回收到")
    heard = await talk.play()
    assert len(heard.group()) == 1
    [told] = heard.to("chu")
    assert "双减" in told


async def test_a_list_of_telephones_posted_by_hand_is_hinted(talk: Talk) -> None:
    rows = [["姓名", "电话"], ["祁星野", "13712340001"], ["海棠", "13712340002"]]
    talk.group("15:00", "chu", "", kind="file", name="通讯录.xlsx", rows=rows)
    heard = await talk.play()
    (told,) = heard.to("chu")
    assert "撤回" in told
    assert heard.row("incidents", kind="phone")["accounts"] == ["chu"]
    assert "1371234" not in str(heard.state)


async def test_family_matters_by_name_posted_by_hand_are_hinted(talk: Talk) -> None:
    talk.group("15:00", "pan", "助学金名单：祁星野、海棠，核对一下")
    heard = await talk.play()
    assert len(heard.to("pan")) == 1
    assert heard.told() == {"pan"}


@pytest.mark.parametrize(
    "words",
    [
        "今晚请家长批改口算并签字，拍照发群里接龙。收到请回复",
        "背诵视频今晚发群里打卡，收到请回复",
        "请家长检查作业并在群里接龙报错题数",
    ],
)
async def test_homework_is_collected_in_the_group_only_on_its_authors_word(
    talk: Talk, words: str
) -> None:
    talk.private("15:00", "chu", f"发通知 {words}")
    talk.tick("15:30")
    talk.private("15:31", "chu", "照发 教研活动，已备案")
    heard = await talk.play()
    assert heard.group("15:00", "15:31") == []
    assert "双减" in "".join(heard.to("chu", "15:00", "15:30"))
    assert len(heard.group()) == 1
    assert heard.row("audit", action="guard_overridden", by="chu")["reason"] == "教研活动，已备案"


async def test_homework_that_is_held_may_be_given_up(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 背诵视频今晚发群里打卡，收到请回复")
    talk.private("15:01", "chu", "不发了")
    heard = await talk.play()
    assert heard.group() == []
    assert heard.notice()["status"] == "cancelled"
