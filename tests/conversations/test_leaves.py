"""Rule 18: leaves, from the request to the return."""

import pytest

from tests.conversations.player import Talk


async def test_a_request_is_asked_of_the_head_teacher(talk: Talk) -> None:
    talk.private("15:00", "hai_ma", "海棠发烧了，明天请假一天")
    talk.private("15:10", "chu", "同意")
    heard = await talk.play()
    assert "海棠" in heard.to("chu", "15:00", "15:10")[0]
    leave = heard.row("leaves")
    assert (leave["no"], leave["student"], leave["kind"]) == (5, "hai", "sick")
    assert (leave["start"], leave["end"]) == ("2027-03-10", "2027-03-10")
    assert (leave["part"], leave["days"], leave["by"]) == ("full", 1, "hai_ma")
    assert (leave["status"], leave["approved_by"]) == ("approved", "chu")
    assert len(heard.to("hai_ma", "15:10")) == 1
    assert len(heard.rows("audit", action="leave_approved", by="chu")) == 1


async def test_a_refusal_is_told_to_the_guardian(talk: Talk) -> None:
    talk.group("15:00", "hai_ma", "海棠明天请假一天去走亲戚")
    talk.private("15:10", "chu", "拒绝")
    heard = await talk.play()
    assert heard.row("leaves")["status"] == "refused"
    assert len(heard.to("hai_ma", "15:10")) == 1
    assert len(heard.rows("audit", action="leave_refused", by="chu")) == 1
    assert heard.group() == []


async def test_without_a_day_the_guardian_is_asked(talk: Talk) -> None:
    talk.group("15:00", "hai_ma", "海棠要请个假")
    talk.look("15:01")
    talk.private("15:05", "hai_ma", "后天")
    heard = await talk.play()
    assert heard.states[0]["leaves"][0]["status"] == "asked"
    assert heard.told("15:00", "15:05") == {"hai_ma"}
    leave = heard.row("leaves")
    assert (leave["status"], leave["start"], leave["end"]) == (
        "requested",
        "2027-03-11",
        "2027-03-11",
    )
    assert "海棠" in "".join(heard.to("chu", "15:05"))
    assert heard.group() == []


@pytest.mark.parametrize(
    ("words", "start", "end", "days"),
    [
        ("海棠周四起请假三天", "03-11", "03-15", 3),
        ("海棠4月9日起请假三天", "04-09", "04-12", 3),
        ("海棠4月2日起请两天假", "04-02", "04-06", 2),
        ("海棠周四到下周一请假", "03-11", "03-15", 3),
        ("海棠3月12日请假", "03-12", "03-12", 1),
        ("海棠今天请假", "03-09", "03-09", 1),
    ],
)
async def test_days_are_school_days(
    talk: Talk, words: str, start: str, end: str, days: int
) -> None:
    talk.private("08:05", "hai_ma", words)
    heard = await talk.play()
    leave = heard.row("leaves")
    assert (leave["start"][5:], leave["end"][5:], leave["days"]) == (start, end, days)


@pytest.mark.parametrize("words", ["海棠这周六请假一天", "海棠4月5日请假一天", "海棠周日请假"])
async def test_a_day_without_school_makes_no_leave(talk: Talk, words: str) -> None:
    talk.private("15:00", "hai_ma", words)
    heard = await talk.play()
    assert heard.rows("leaves") == []
    assert len(heard.to("hai_ma")) == 1
    assert heard.told() == {"hai_ma"}


async def test_a_made_up_school_day_needs_a_leave(talk: Talk) -> None:
    talk.private("15:00", "hai_ma", "海棠4月11日请假一天")
    heard = await talk.play()
    assert heard.row("leaves")["start"] == "2027-04-11"


@pytest.mark.parametrize(
    ("words", "part"), [("海棠明天下午请假看牙", "pm"), ("海棠明天上午请假办护照", "am")]
)
async def test_half_a_day_is_kept(talk: Talk, words: str, part: str) -> None:
    talk.private("15:00", "hai_ma", words)
    heard = await talk.play()
    assert heard.row("leaves")["part"] == part


async def test_for_another_familys_child_the_teacher_hears_who_speaks(talk: Talk) -> None:
    talk.private("15:00", "hai_ma", "柏舟妈妈出差，托我帮柏舟请明天一天的假")
    heard = await talk.play()
    leave = heard.row("leaves")
    assert (leave["student"], leave["status"], leave["by"]) == ("bo", "requested", "hai_ma")
    told = "".join(heard.to("chu"))
    assert "柏舟" in told
    assert "海棠" in told


async def test_a_leave_for_one_twin_is_not_for_both(talk: Talk) -> None:
    talk.private("15:00", "qi_ma", "星河明天请假一天，星野正常上学")
    heard = await talk.play()
    assert [row["student"] for row in heard.rows("leaves")] == ["he"]


async def test_a_leave_for_both_twins_is_a_row_each(talk: Talk) -> None:
    talk.private("15:00", "qi_ma", "祁星野和祁星河明天都请假一天")
    heard = await talk.play()
    assert {row["student"] for row in heard.rows("leaves")} == {"ye", "he"}


async def test_a_common_name_means_the_writers_child(talk: Talk) -> None:
    talk.private("15:00", "fu1_ba", "傅嘉宁明天请假一天")
    heard = await talk.play()
    assert heard.row("leaves")["student"] == "fu1"


async def test_the_head_of_that_class_is_asked(talk: Talk) -> None:
    talk.private("15:00", "man_ma", "苗大寒明天请假一天")
    talk.private("15:05", "chu", "同意")
    heard = await talk.play()
    assert heard.row("leaves")["status"] == "requested"
    assert "大寒" in "".join(heard.to("ren"))


@pytest.mark.parametrize(
    "words",
    [
        "明天测视力不用请假吧",
        "海棠昨天请假落下的练习册在哪拿",
        "上学期海棠没请过假",
        "请假条在哪里下载",
        "海棠明天来",
        "昨天请的假，今天来了",
        "收到，海棠肚子疼，不肯上学",
        "海棠请假落下的练习册在谁那里",
        "我也想请假躺平，哈哈",
        "我明天请假去看房，终于轮到我休了",
        "请什么假呀，上次请一天在家看了一天电视",
        "公司不给批假，家长会我去不了",
        "海棠昨天发烧没去上学，今天好了",
        "海棠说不想上学，天天早上哭",
    ],
)
async def test_talk_of_leaves_makes_none(talk: Talk, words: str) -> None:
    talk.private("15:00", "hai_ma", words)
    heard = await talk.play()
    assert heard.rows("leaves") == []


@pytest.mark.parametrize(
    "words",
    [
        "海棠明天不来了",
        "海棠后天有事，来不了",
        "海棠烧到39度，明天去医院，不上学了",
        "我们明天请假一天",
        "我给海棠请明天的假",
        "明天我带海棠去复查，学校就不去了",
        "海棠后天下午去配眼镜，半天",
        "下周一海棠要去办身份证，全天",
        "海棠周五请一天",
    ],
)
async def test_who_stays_away_needs_no_word_for_leave(talk: Talk, words: str) -> None:
    talk.private("15:00", "hai_ma", words)
    heard = await talk.play()
    assert [row["student"] for row in heard.rows("leaves")] == ["hai"]


async def test_the_morning_list_names_the_approved_of_that_day(talk: Talk) -> None:
    talk.set(leave_list_time="08:20")
    talk.private("15:00", "hai_ma", "海棠明天到周五请假")
    talk.private("15:01", "chu", "同意")
    talk.private("15:02", "bo_ma", "柏舟明天请假一天")
    talk.private("15:03", "chu", "同意")
    talk.private("15:04", "tang_ma", "汤圆圆明天请假一天")
    talk.tick("03-15 12:00")
    heard = await talk.play()
    lists = heard.messages("private:chu", "03-10 00:00")
    assert [m["at"][5:16] for m in lists] == ["03-10T08:20", "03-11T08:20", "03-12T08:20"]
    assert "海棠" in lists[0]["text"]
    assert "柏舟" in lists[0]["text"]
    assert "汤圆圆" not in lists[0]["text"]
    assert "柏舟" not in lists[1]["text"]
    assert heard.to("ren") == []


async def test_without_that_setting_there_is_no_list(talk: Talk) -> None:
    talk.private("15:00", "hai_ma", "海棠明天请假一天")
    talk.private("15:01", "chu", "同意")
    talk.tick("03-10 12:00")
    heard = await talk.play()
    assert heard.silent("03-10 00:00")


async def test_a_leave_inside_a_receipt_leaves_the_receipt(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 明天上午带水彩笔。请回收到。")
    talk.group("15:05", "hai_ma", "收到，海棠明天下午请假看牙")
    heard = await talk.play()
    assert heard.status("hai") == "confirmed"
    assert heard.row("leaves")["part"] == "pm"


@pytest.mark.parametrize(
    "words",
    [
        "收到，明天给他带上",
        "好的，后天让他带去",
        "知道了，明天给他装书包里",
        "收到，周五我早点去接",
        "收到，明天放学奶奶来接",
    ],
)
async def test_a_day_in_a_receipt_is_no_leave(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", "发通知 明天上午带水彩笔。请回收到。")
    talk.group("15:05", "bo_ma", words)
    heard = await talk.play()
    assert heard.status("bo") == "confirmed"
    assert heard.rows("leaves") == []


@pytest.mark.parametrize(
    "words",
    ["下周一我值班来不了", "明天不来接了 她自己回", "她爸请假去开家长会", "收到 明天我不在家"],
)
async def test_a_grown_up_who_stays_away_asks_no_leave(talk: Talk, words: str) -> None:
    talk.private("15:00", "hai_ma", words)
    heard = await talk.play()
    assert heard.rows("leaves") == []
