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


@pytest.fixture
def two(talk: Talk) -> Talk:
    """Two strangers say that they are one child's mother."""
    for at, who in (("15:00", "shan"), ("15:10", "yun")):
        talk.group(at, who, "", kind="join")
        talk.private(f"{at[:-1]}5", who, "我是汤圆圆妈妈")
    return talk


@pytest.mark.parametrize(
    ("words", "answer", "statuses"),
    [
        ("同意 汤圆圆妈妈", "2", ["pending", "approved"]),
        ("同意汤圆圆妈妈", "同意1", ["approved", "pending"]),
        ("圆圆妈妈的只看", "第一个", ["approved", "pending"]),
        ("拒绝汤圆圆妈妈", "第二位", ["pending", "refused"]),
        ("汤圆圆的同意", "拒绝2", ["pending", "refused"]),
        ("同意 汤圆圆妈妈", "3", ["pending", "pending"]),
        ("同意 汤圆圆妈妈", "都同意", ["approved", "approved"]),
        ("同意 汤圆圆妈妈", "同意 山高水长", ["approved", "pending"]),
    ],
)
async def test_of_two_who_bear_one_name_it_is_asked_which(
    two: Talk, words: str, answer: str, statuses: list[str]
) -> None:
    two.private("15:20", "chu", words)
    two.look("15:21")
    two.private("15:22", "chu", answer)
    heard = await two.play()
    (asked,) = heard.to("chu", "15:20", "15:21")
    assert "山高水长" in asked
    assert "云卷云舒" in asked
    before = {row["status"] for row in heard.states[0]["bindings"] if row["account"] != "bo_gu"}
    assert before <= {"pending", "approved"}
    found = [heard.row("bindings", account=who)["status"] for who in ("shan", "yun")]
    assert found == statuses


async def test_of_two_leaves_of_one_name_it_is_asked_which(talk: Talk) -> None:
    talk.private("15:00", "fu1_ba", REASON.format(child="傅嘉宁"))
    talk.private("15:01", "fu2_ma", REASON.format(child="傅嘉宁"))
    talk.private("15:10", "chu", "傅嘉宁的同意")
    talk.private("15:12", "chu", "2")
    heard = await talk.play()
    assert len(heard.to("chu", "15:10", "15:11")) == 1
    assert heard.row("leaves", status="approved")["student"] == "fu2"
