"""Rule 21: exports by chat."""

import pytest

from tests.conversations.player import Outcome, Talk

WHO = "lu"


@pytest.fixture
def school(talk: Talk) -> Talk:
    """A dean who may export, a headmaster who approves, and one contact of March."""
    talk.world["staff"] += [
        {"account": WHO, "name": "卢主任", "roles": ["dean"], "classes": []},
        {"account": "yue", "name": "岳校长", "roles": ["leader"], "classes": []},
    ]
    talk.world["contacts"] = [
        {
            "kind": "phone_call",
            "time": "2027-03-05T17:00:00+08:00",
            "students": ["hai"],
            "staff": ["chu"],
            "guardians": ["hai_ma"],
            "reached": True,
            "record": "说了阅读",
            "source": "dictation",
        }
    ]
    talk.set(export_approver="yue")
    return talk


def files(heard: Outcome) -> list[str]:
    return [m["chat"] for m in heard.sent if "file" in m]


@pytest.mark.parametrize(
    "words",
    [
        "导出六(5)班3月1日到3月9日的联系记录 用于家访档案归档，聊天截图也要",
        "导出六(5)班联系记录，3月1日到3月9日，用途：家访归档",
        "把六5班本月的联系记录导出来，学期归档用",
        "导出六(5)班3月1日至3月9日联系记录，为了督导检查",
    ],
)
async def test_all_said_at_once_needs_one_word_and_the_approval(school: Talk, words: str) -> None:
    school.private("15:00", WHO, words)
    school.private("15:01", WHO, "对")
    school.private("15:10", "yue", "同意")
    heard = await school.play()
    (read_back,) = heard.to(WHO, "15:00", "15:01")
    assert "请说一下" not in read_back
    assert len(heard.to("yue", "15:01", "15:10")) == 1
    assert heard.to("yue", "15:00", "15:01") == []
    assert files(heard) == [f"private:{WHO}"]
    (file,) = [m["file"] for m in heard.sent if "file" in m]
    assert any("海棠" in str(row) for row in file["cells"])
    export = heard.row("audit", action="export")
    assert export["by"] == WHO
    assert any(word in export["reason"] for word in ("归档", "检查"))
    assert len(heard.rows("audit", action="export_requested")) == 1


async def test_what_is_missing_is_asked_once(school: Talk) -> None:
    school.private("15:00", WHO, "导出六(5)班联系记录")
    school.private("15:01", WHO, "月度检查用，3月1日到3月9日")
    school.private("15:10", "yue", "拒绝")
    heard = await school.play()
    (asked,) = heard.to(WHO, "15:00", "15:01")
    assert "用途" in asked
    assert "时间" in asked
    assert files(heard) == []
    assert heard.rows("audit", action="export_refused", by="yue")
    assert len(heard.to(WHO, "15:10")) == 1


@pytest.mark.parametrize(
    ("words", "missing", "told"),
    [
        ("导出六(5)班3月1日到3月9日的联系记录", "用途", "时间段、"),
        ("导出六(5)班联系记录，用于学期归档", "时间段", "用途、"),
    ],
)
async def test_what_was_said_is_not_asked_again(
    school: Talk, words: str, missing: str, told: str
) -> None:
    school.private("15:00", WHO, words)
    heard = await school.play()
    (asked,) = heard.to(WHO)
    assert f"请说一下{missing}，" in asked
    assert told not in asked


async def test_without_an_approver_the_askers_own_word_is_enough(school: Talk) -> None:
    school.set(export_approver=None)
    school.private("15:00", WHO, "导出六(5)班3月1日到3月9日的联系记录，用于学期归档")
    school.private("15:01", WHO, "对")
    heard = await school.play()
    assert files(heard) == [f"private:{WHO}"]


@pytest.mark.parametrize("words", ["把六5班聊天记录全导出来", "导出六(5)班聊天记录和家访照片"])
async def test_chats_and_pictures_are_never_in_it(school: Talk, words: str) -> None:
    school.private("15:00", WHO, words)
    heard = await school.play()
    assert "聊天原文" in heard.to(WHO)[0]
    assert files(heard) == []


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("pan", "导出六(6)班联系记录 3月1日到3月9日 用途：看看"),
        ("bo_ma", "把群聊天记录导出来给我"),
        ("bo_ma", "/导出 六(5)班联系记录"),
    ],
)
async def test_who_has_no_right_hears_one_line(school: Talk, who: str, words: str) -> None:
    school.private("15:00", who, words)
    heard = await school.play()
    assert len(heard.to(who)) == 1
    assert heard.told() == {who}
    assert files(heard) == []
