"""Reading guardians and staff in: one person for one account, and who teaches where."""

import pytest

import storage.tables as t
from bot.errors import UserError
from bot.services.enrolment.draft import Report
from tests.services.rosters import NOW, Office

TWO = "三(2)班,程以宁,女,0301,\n三(2)班,贺小川,男,0302,留守儿童"


async def test_one_account_on_two_rows_is_one_person(office: Office) -> None:
    await office.enrol(
        学生=f"{TWO}\n五(1)班,程以安,男,,",
        家长="三(2)班,程以宁,妈妈,宋佳音,100000000101,,,\n五(1)班,程以安,妈妈,宋佳音,100000000101,,,",
    )
    assert {tie[:2] for tie in await office.ties()} == {
        ("c3-2-01-1", "c3-2-01"),
        ("c3-2-01-1", "c5-1-01"),
    }


async def test_without_an_account_a_telephone_makes_a_person(office: Office) -> None:
    rows = "三(2)班,程以宁,爷爷,程守成,,,13800000001,\n三(2)班,贺小川,外公,程守成,,,13800000001,"
    await office.enrol(学生=TWO, 家长=rows)
    persons = await office.rows(t.Person)
    assert [(p.id, p.phone_only) for p in persons] == [("c3-2-01-1", True)]
    assert b"13800000001" not in persons[0].phone
    assert len(await office.ties()) == 2


async def test_one_telephone_of_two_people_makes_two(office: Office) -> None:
    rows = "三(2)班,程以宁,爷爷,程守成,,,13800000001,\n三(2)班,程以宁,奶奶,孙巧云,,,13800000001,"
    await office.enrol(学生=TWO, 家长=rows)
    assert {tie[0] for tie in await office.ties()} == {"c3-2-01-1", "c3-2-01-2"}


async def test_who_is_neither_written_to_nor_called_is_not_phone_only(office: Office) -> None:
    await office.enrol(学生=TWO, 家长="三(2)班,程以宁,爷爷,程守成,,,,")
    assert [(p.name, p.phone_only, p.phone) for p in await office.rows(t.Person)] == [
        ("程守成", False, None)
    ]


async def test_a_telephone_person_who_gets_an_account_stays_the_same(office: Office) -> None:
    await office.enrol(学生=TWO, 家长="三(2)班,程以宁,爷爷,程守成,,,13800000001,")
    report = await office.enrol(
        学生=TWO, 家长="三(2)班,程以宁,爷爷,程守成,100000000101,,13800000001,"
    )
    assert report == Report(added=0, changed=1, left=0)
    assert await office.holder("100000000101") == "c3-2-01-1"
    assert [p.phone_only for p in await office.rows(t.Person)] == [False]


async def test_a_corrected_account_takes_the_place_of_the_wrong_one(office: Office) -> None:
    await office.enrol(学生=TWO, 家长="三(2)班,程以宁,妈妈,宋佳音,100000000101,,,")
    await office.put(t.Person(id="c3-2-01-1", name="宋佳音", unreachable=True))
    report = await office.enrol(学生=TWO, 家长="三(2)班,程以宁,妈妈,宋佳音,100000000102,,,")
    assert report == Report(added=0, changed=1, left=0)
    assert [p.unreachable for p in await office.rows(t.Person)] == [False]
    assert await office.holder("100000000101") is None
    assert await office.holder("100000000102") == "c3-2-01-1"


async def test_a_wrong_account_without_a_name_speaks_for_nobody_any_more(office: Office) -> None:
    await office.enrol(学生=TWO, 家长="三(2)班,程以宁,妈妈,,100000000101,,,")
    report = await office.enrol(学生=TWO, 家长="三(2)班,程以宁,妈妈,,100000000102,,,")
    assert report == Report(added=1, changed=0, left=1)
    assert {tie[0] for tie in await office.ties()} == {await office.holder("100000000102")}


async def test_two_accounts_of_one_mother_are_both_hers(office: Office) -> None:
    rows = "三(2)班,程以宁,妈妈,宋佳音,100000000101,,,\n三(2)班,程以宁,妈妈,宋佳音,100000000102,,,"
    for _ in range(2):
        await office.enrol(学生=TWO, 家长=rows)
        assert await office.holder("100000000101") == "c3-2-01-1"
        assert await office.holder("100000000102") == "c3-2-01-1"


async def test_parents_of_one_name_are_two(office: Office) -> None:
    rows = "三(2)班,程以宁,妈妈,陈晨,100000000101,,,\n三(2)班,程以宁,爸爸,陈晨,100000000102,,,"
    for expected in (Report(5, 0, 0), Report(0, 0, 0)):
        assert await office.enrol(学生=TWO, 家长=rows) == expected
    assert {tie[2] for tie in await office.ties()} == {"妈妈", "爸爸"}


async def test_an_account_that_wrote_before_is_the_guardian_of_the_file(office: Office) -> None:
    await office.put(t.Person(id="qq:100000000101", card="平安是福"))
    await office.put(t.Account(platform="qq", id="100000000101", person_id="qq:100000000101"))
    await office.enrol(学生=TWO, 家长="三(2)班,程以宁,妈妈,宋佳音,100000000101,,,")
    assert await office.ties() == {("qq:100000000101", "c3-2-01", "妈妈", "full")}
    assert [(p.name, p.card) for p in await office.rows(t.Person)] == [("宋佳音", "平安是福")]


async def test_what_a_teacher_approved_in_the_chat_stays(office: Office) -> None:
    await office.enrol(学生=TWO)
    await office.put(t.Person(id="qq:100000000109"))
    await office.put(
        t.Guardianship(
            person_id="qq:100000000109",
            student_id="c3-2-01",
            relation="姑姑",
            approved_by="t01",
            asked_at=NOW,
        )
    )
    report = await office.enrol(学生=TWO, 家长="三(2)班,程以宁,妈妈,宋佳音,100000000101,,,")
    assert report == Report(added=1, changed=0, left=0)
    assert {tie[0] for tie in await office.ties()} == {"qq:100000000109", "c3-2-01-1"}


async def test_two_known_people_do_not_become_one(office: Office) -> None:
    ties = "三(2)班,程以宁,妈妈,甲,100000000101,,,\n三(2)班,贺小川,妈妈,乙,,weixin_b,,"
    await office.enrol(学生=TWO, 家长=ties)
    with pytest.raises(UserError) as refused:
        await office.enrol(家长="三(2)班,程以宁,妈妈,甲,100000000101,weixin_b,,")
    assert refused.value.facts["column"] == "微信"


async def test_groups_follow_the_file_and_keep_their_bot(office: Office) -> None:
    await office.enrol(班级="三(2)班,100000000032,\n五(1)班,100000000051,五1家长群")
    await office.put(t.Group(platform="qq", id="100000000051", classroom_id="c5-1", bot="1"))
    report = await office.enrol(班级="三(2)班,100000000033,\n五(1)班,100000000051,")
    assert report == Report(added=0, changed=1, left=0)
    groups = {(g.platform, g.id): (g.classroom_id, g.bot) for g in await office.rows(t.Group)}
    assert groups == {
        ("qq", "100000000033"): ("c3-2", ""),
        ("qq", "100000000051"): ("c5-1", "1"),
        ("wechat", "五1家长群"): ("c5-1", ""),
    }


STAFF = """沈老师,班主任,三(2)班、五(1)班,语文,100000000201,,
方老师,班主任,五(1)班,数学,100000000202,,
柳老师,副班主任,三(2)班,英语,,,
柳老师,科任,五(1)班,音乐,,,
顾校长,校长,,,100000000205,,"""
ROOMS = "三(2)班,,\n五(1)班,,"


async def test_staff_lead_and_teach_their_classes(office: Office) -> None:
    for expected in (Report(6, 0, 0), Report(0, 0, 0)):
        assert await office.enrol(班级=ROOMS, 教师=STAFF) == expected
    rooms = {row.id: (row.head_teacher, row.deputy) for row in await office.rows(t.Classroom)}
    assert rooms == {"c3-2": ("t01", "t03"), "c5-1": ("t02", None)}
    staff = {row.person_id: (row.roles, row.subject) for row in await office.rows(t.Staff)}
    assert staff["t03"] == (["subject_teacher"], "英语、音乐")
    assert staff["t04"] == (["leader"], "")
    places = {(row.person_id, row.classroom_id) for row in await office.rows(t.Staffing)}
    assert places == {
        ("t01", "c3-2"),
        ("t01", "c5-1"),
        ("t02", "c5-1"),
        ("t03", "c3-2"),
        ("t03", "c5-1"),
    }


async def test_who_teaches_a_class_no_more_works_there_no_more(office: Office) -> None:
    await office.enrol(班级=ROOMS, 教师=STAFF)
    report = await office.enrol(
        教师=STAFF.replace("方老师,班主任,五(1)班,数学,100000000202,,\n", "")
    )
    assert report == Report(added=0, changed=1, left=1)
    assert "t02" not in {row.person_id for row in await office.rows(t.Staffing)}
    rooms = {row.id: row.head_teacher for row in await office.rows(t.Classroom)}
    assert rooms == {"c3-2": "t01", "c5-1": "t01"}


async def test_a_teacher_may_be_a_guardian_too(office: Office) -> None:
    rows = {"学生": TWO, "家长": "三(2)班,程以宁,妈妈,沈清,100000000201,,,"}
    for expected in (Report(5, 0, 0), Report(0, 0, 0)):
        report = await office.enrol(**rows, 教师="沈老师,班主任,三(2)班,,100000000201,,")
        assert report == expected
    assert [row.person_id for row in await office.rows(t.Staff)] == ["c3-2-01-1"]
    assert [row.name for row in await office.rows(t.Person)] == ["沈老师"]
