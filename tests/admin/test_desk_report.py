"""The report of a notice as a page: the drawing, what it says, and the table."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.admin.desk_site import Site, open_site
from tests.browser.desk_school import CHILDREN, log


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    async with open_site(tmp_path) as opened:
        number = await opened.notice(deadline="2026-11-25T20:00")
        assert number == 12
        await opened.post("/desk/c41/12/more", log=log())
        yield opened


async def test_the_tally_leads_to_the_report(site: Site) -> None:
    page = await site.get("/desk/c41/12")
    assert 'href="/desk/c41/12/report"' in page.html


async def test_the_report_draws_the_curve_once_for_each_width(site: Site) -> None:
    page = await site.get("/desk/c41/12/report")
    assert page.status == 200
    assert page.score == "6/12"
    widths = re.findall(r'<svg [^>]*viewBox="0 0 (\d+) ', page.html)
    assert widths == ["400", "720"]
    assert page.html.count("一半 7 分钟") == 2
    assert page.html.count("截止 20:00") >= 2
    assert "差 5 个" in page.text


async def test_names_stand_in_the_table_alone(site: Site) -> None:
    page = await site.get("/desk/c41/12/report")
    before, table = page.html.split("<details", maxsplit=1)
    names = {name for _, name, _ in CHILDREN}
    assert not [name for name in names if name in before]
    assert all(name in table for name in names)


async def test_a_notice_that_is_none_leads_back(site: Site) -> None:
    page = await site.get("/desk/c41/99/report")
    assert page.status == 422
    assert "这条通知不在了" in page.text
