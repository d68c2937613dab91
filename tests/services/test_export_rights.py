"""Who may export what, and the trace that it leaves."""

from datetime import date
from typing import Any

import pytest

from bot import texts
from bot.errors import UserError
from tests.services.exporting import HEAD, LEADER, MOTHER, Desk, contact

REFUSED = [
    ({"purpose": ""}, "no_purpose"),
    ({"purpose": "  "}, "no_purpose"),
    ({"by": "qq:404"}, "unknown_account"),
    ({"by": "wechat:100000000205"}, "unknown_account"),
    ({"by": MOTHER}, "no_right"),
    ({"by": HEAD}, "no_right"),
    ({"by": HEAD, "classroom": "c5-1"}, "no_right"),
    ({"by": MOTHER, "classroom": "c3-2"}, "no_right"),
    ({"since": date(2026, 11, 2), "until": date(2026, 11, 1)}, "export.days"),
    ({"what": "phones"}, "export.what"),
    ({"form": "pdf"}, "export.form"),
]


@pytest.mark.parametrize(("wish", "code"), REFUSED)
async def test_what_may_not_be_exported_leaves_no_file(
    desk: Desk, wish: dict[str, Any], code: str
) -> None:
    with pytest.raises(UserError) as refused:
        await desk.file(**{"what": "contacts"} | wish)
    assert refused.value.name == code
    assert texts.explain(refused.value)
    assert not list(desk.folder.glob("contacts.*"))
    audited = [action for _, action, *_ in await desk.audit()]
    assert audited == (["refused"] if code == "no_right" else [])


@pytest.mark.parametrize(
    ("by", "classroom", "person"),
    [
        (LEADER, None, "t03"),
        ("100000000205", None, "t03"),
        (LEADER, "c3-2", "t03"),
        (HEAD, "c3-2", "t01"),
        ("100000000201", "c3-2", "t01"),
    ],
)
async def test_every_export_is_audited(
    desk: Desk, by: str, classroom: str | None, person: str
) -> None:
    await desk.office.put(contact(), contact())
    await desk.file("contacts", by=by, classroom=classroom)
    target = f"contacts:{classroom}" if classroom else "contacts"
    assert await desk.audit() == [(person, "export", target, "期末检查", 2)]


async def test_the_audit_names_purpose_and_days_and_no_number(desk: Desk) -> None:
    days: dict[str, Any] = {"since": date(2026, 11, 1), "until": date(2026, 11, 30)}
    await desk.file("contacts", purpose="检查，找13800138000", classroom="c3-2", **days)
    await desk.file("receipts", until=date(2026, 11, 30))
    told = [(target, reason) for _, _, target, reason, _ in await desk.audit()]
    assert told == [
        ("contacts:c3-2 2026-11-01/2026-11-30", "检查，找[已隐去手机号]"),
        ("receipts /2026-11-30", "期末检查"),
    ]


async def test_where_no_file_can_be_written_nothing_is_audited(desk: Desk) -> None:
    desk.folder = desk.folder / "nowhere"
    with pytest.raises(UserError) as refused:
        await desk.file("contacts")
    assert "文件夹不存在" in texts.explain(refused.value)
    assert await desk.audit() == []


async def test_an_earlier_export_is_replaced_only_by_a_whole_one(desk: Desk) -> None:
    await desk.office.put(contact())
    path = await desk.file("contacts")
    before = path.read_bytes()
    with pytest.raises(UserError):
        await desk.file("contacts", by=MOTHER)
    assert path.read_bytes() == before
    assert [found.name for found in desk.folder.glob("contacts*")] == ["contacts.csv"]
