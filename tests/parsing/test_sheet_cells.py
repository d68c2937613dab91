"""What schools write into the cells of a roster."""

import pytest

from bot import vocab
from bot.parsing.sheets import cells as reader


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13800000001", "13800000001"),
        ("138 0000 0001", "13800000001"),
        ("138-0000-0001", "13800000001"),
        ("+86 13800000001", "13800000001"),
        ("１３８００００００ ０１", "13800000001"),
        ("0571-88000001", "057188000001"),
        ("(0571)88000001", "057188000001"),
        ("88000001", "88000001"),
        ("", ""),
        ("无", ""),
        ("/", ""),
    ],
)
def test_telephones(text: str, expected: str) -> None:
    assert reader.phone(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("妈妈", "妈妈"),
        ("母亲", "妈妈"),
        ("母女", "妈妈"),
        ("父亲", "爸爸"),
        ("姥姥", "外婆"),
        ("外祖父", "外公"),
        ("祖母", "奶奶"),
        ("大姨妈", "大姨妈"),
        ("托管老师", "托管老师"),
        (" 爷爷 ", "爷爷"),
    ],
)
def test_relations_are_one_word_each_or_kept_as_written(text: str, expected: str) -> None:
    assert reader.relation(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("留守儿童", ("left_behind",)),
        ("留守儿童、单亲家庭", ("left_behind", "single_parent")),
        ("单亲，随迁子女", ("single_parent", "migrant")),
        ("学困生/学习困难", ("learning_difficulty",)),
        ("学困生", ("learning_difficulty",)),
        ("学习困难;新生", ("learning_difficulty", "new_student")),
        ("低段(一、二年级)、新生", ("grade_low", "new_student")),
        ("特殊需求（过敏史、心理干预史）", ("special_needs",)),
        ("苗头问题", ("emerging_problem",)),
        ("left_behind", ("left_behind",)),
        ("留守儿童、留守", ("left_behind",)),
        ("", ()),
        ("无", ()),
    ],
)
def test_tags(text: str, expected: tuple[str, ...]) -> None:
    assert reader.tags(text) == expected


@pytest.mark.parametrize("id_", vocab.TAGS)
def test_every_tag_is_read_by_its_name_and_its_id(id_: str) -> None:
    assert reader.tags(vocab.TAGS[id_]) == reader.tags(id_) == (id_,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("班主任", ("head_teacher",)),
        ("副班主任", ("deputy",)),
        ("科任", ("subject_teacher",)),
        ("任课教师", ("subject_teacher",)),
        ("语文老师", ("subject_teacher",)),
        ("班主任兼数学老师", ("head_teacher", "subject_teacher")),
        ("班主任、年级组长", ("head_teacher", "grade_leader")),
        ("班主任/科任", ("head_teacher", "subject_teacher")),
        ("教导主任", ("dean",)),
        ("副校长", ("leader",)),
        ("校长", ("leader",)),
        ("心理教师", ("psychologist",)),
        ("管理员", ("admin",)),
        ("学校领导/校长", ("leader",)),
        ("head_teacher", ("head_teacher",)),
    ],
)
def test_roles(text: str, expected: tuple[str, ...]) -> None:
    assert reader.roles(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("李子涵", ("李子涵", "", "")),
        ("李子涵(女)", ("李子涵", "女", "")),
        ("李子涵（男）", ("李子涵", "男", "")),
        ("李子涵(12)", ("李子涵", "", "12")),
        ("李子涵(小名涵涵)", ("李子涵(小名涵涵)", "", "")),
        ("张 三", ("张三", "", "")),
        ("张\u3000三", ("张三", "", "")),
        ("阿卜杜拉·买买提", ("阿卜杜拉·买买提", "", "")),
        ("Anna Schmidt", ("Anna Schmidt", "", "")),
    ],
)
def test_names_of_pupils(text: str, expected: tuple[str, str, str]) -> None:
    assert reader.person(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("全部", "full"), ("", "full"), ("只看", "view_only"), ("仅查看", "view_only")],
)
def test_rights(text: str, expected: str) -> None:
    assert reader.right(text) == expected
