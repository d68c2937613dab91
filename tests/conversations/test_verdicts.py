"""Rule 4: what a head teacher answers to open requests, in the words of people."""

import pytest

from tests.conversations.player import Talk

REASON = "{child}明天请假一天，走亲戚"


@pytest.fixture
def three(talk: Talk) -> Talk:
    """Two leaves and a newcomer wait for 褚老师; the newcomer came last."""
    talk.world["accounts"][1]["card"] = "老柴"
    talk.private("15:00", "hai_ma", REASON.format(child="海棠"))
    talk.private("15:02", "bo_ma", REASON.format(child="柏舟"))
    talk.group("15:04", "yun", "", kind="join")
    talk.private("15:05", "yun", "汤圆圆的爷爷")
    return talk


LATEST = {"tang": "approved"}


@pytest.mark.parametrize(
    ("words", "leaves", "binding"),
    [
        ("海棠的假批了", {"hai": "approved"}, "pending"),
        ("柏舟的可以", {"bo": "approved"}, "pending"),
        ("柏舟那个也同意", {"bo": "approved"}, "pending"),
        ("海棠的不同意，明天考试", {"hai": "refused"}, "pending"),
        ("拒绝 海棠，后天有检测", {"hai": "refused"}, "pending"),
        ("拒绝海棠的假 后天有检测", {"hai": "refused"}, "pending"),
        ("同意海棠和柏舟的", {"hai": "approved", "bo": "approved"}, "pending"),
        ("海棠妈妈的同意", {"hai": "approved"}, "pending"),
        ("同意5", {"hai": "approved"}, "pending"),
        ("都同意", {"hai": "approved", "bo": "approved"}, "approved"),
        ("老柴的拒绝", {}, "refused"),
        ("拒绝 老柴，先让他打电话给我", {}, "refused"),
        ("汤圆圆爷爷同意", {}, "approved"),
        ("爷爷给只看", {}, "approved"),
        ("准了", {}, "approved"),
        ("OK", {}, "approved"),
        ("同意，注意安全", {}, "approved"),
        ("拒绝 先说明是谁", {}, "refused"),
    ],
)
async def test_whose_request_is_meant(
    three: Talk, words: str, leaves: dict[str, str], binding: str
) -> None:
    three.private("15:10", "chu", words)
    heard = await three.play()
    found = {row["student"]: row["status"] for row in heard.rows("leaves")}
    assert found == {"hai": "requested", "bo": "requested"} | leaves
    assert [row["status"] for row in heard.rows("bindings", account="yun")] == [binding]


@pytest.mark.parametrize(
    "words",
    [
        "尹川的同意",
        "同意尹川的假",
        "汤圆圆外婆同意",
        "拒绝 尹川，先打电话",
        "给海棠妈妈打了电话 她同意明天来",
        "发通知 明天带水彩笔，同意的请回收到",
        "不太同意",
    ],
)
async def test_other_words_decide_nothing(three: Talk, words: str) -> None:
    three.private("15:10", "chu", words)
    heard = await three.play()
    assert {row["status"] for row in heard.rows("leaves")} == {"requested"}
    assert [row["status"] for row in heard.rows("bindings", account="yun")] == ["pending"]


async def test_a_draft_is_saved_by_ok_though_a_request_waits(three: Talk) -> None:
    three.private("15:10", "chu", "记 刚给尹川爸爸打电话 说了作业")
    three.private("15:11", "chu", "OK")
    heard = await three.play()
    assert heard.row("drafts")["status"] == "saved"
    assert [row["status"] for row in heard.rows("bindings", account="yun")] == ["pending"]


async def test_of_two_of_one_name_the_sex_decides(talk: Talk) -> None:
    talk.private("15:00", "fu1_ba", REASON.format(child="傅嘉宁"))
    talk.private("15:01", "fu2_ma", REASON.format(child="傅嘉宁"))
    talk.private("15:10", "chu", "傅嘉宁的同意")
    talk.look("15:11")
    talk.private("15:12", "chu", "傅嘉宁男的同意")
    heard = await talk.play()
    assert {row["status"] for row in heard.states[0]["leaves"]} == {"requested"}
    assert heard.row("leaves", status="approved")["student"] == "fu1"
