"""A teacher asks what stands in the records of contacts; it is told privately."""

import pytest

from tests.conversations.player import Row, Talk


def contact(kind: str, day: str, students: list[str], **more: object) -> Row:
    made = {"kind": kind, "time": f"2027-{day}T19:00:00+08:00", "staff": ["chu"], "guardians": []}
    told = {"students": students, "reached": True, "attempts": 1, "record": "睡得晚"}
    return {**made, **told, "source": "dictation", "sensitive": False, "complete": True, **more}


@pytest.fixture
def kept(talk: Talk) -> Talk:
    """Records of February and March."""
    talk.world["contacts"] = [
        contact("home_visit", "03-02", ["bo"]),
        contact("home_visit", "03-03", ["ye", "he"]),
        contact("home_visit", "03-04", ["duo"], reached=False),
        contact("phone_call", "03-05", ["hai"]),
        contact("phone_call", "02-25", ["tang"]),
        contact("home_visit", "03-06", ["qi"], staff=["ren"]),
    ]
    return talk


async def test_how_many_were_visited(kept: Talk) -> None:
    kept.private("15:00", "chu", "这个月家访了几家")
    (said,) = (await kept.play()).to("chu")
    assert "3 位同学，共 2 次" in said
    assert "柏舟" in said
    assert "试过没联系上：鲁朵" in said
    assert "戚远" not in said
    assert "睡得晚" not in said


async def test_who_was_not_visited(kept: Talk) -> None:
    kept.private("15:00", "chu", "还有几家没家访")
    (said,) = (await kept.play()).to("chu")
    assert "海棠" in said
    assert "鲁朵" in said
    assert "柏舟" not in said


async def test_whom_of_last_month(kept: Talk) -> None:
    kept.private("15:00", "chu", "上个月联系过谁？")
    (said,) = (await kept.play()).to("chu")
    assert "汤圆圆" in said
    assert "柏舟" not in said


async def test_a_teacher_of_two_classes_reads_them_apart(kept: Talk) -> None:
    kept.private("15:00", "pan", "这个月家访了几家")
    (said,) = (await kept.play()).to("pan")
    assert [line[:5] for line in said.splitlines() if "班" in line] == ["六(5)班", "六(6)班"]


async def test_the_leader_without_a_class_reads_all(kept: Talk) -> None:
    kept.world["staff"].append(
        {"account": "xi", "name": "奚主任", "roles": ["leader"], "classes": []}
    )
    kept.private("15:00", "xi", "这个月家访了几家")
    (said,) = (await kept.play()).to("xi")
    assert "六(6)班" in said


async def test_a_guardian_learns_nothing(kept: Talk) -> None:
    kept.private("15:00", "bo_ma", "这个月家访了几家")
    heard = await kept.play()
    assert not any("鲁朵" in text or "祁星野" in text for text in heard.to("bo_ma"))
