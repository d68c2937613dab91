"""Two teachers of one class, each with notices of their own."""

from tests.conversations.player import Talk

PENS = "发通知 明天上午带水彩笔。请回收到。"
PLAY = "发通知 六(5)班 周五英语短剧，穿白衬衫。请回收到。"


async def test_a_question_goes_to_who_posted_the_notice(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.private("15:01", "pan", PLAY)
    talk.group("15:05", "bo_ma", "短剧能录像吗？", quote={"notice": 41})
    talk.group("15:06", "tang_ma", "水彩笔能两人合用吗？", quote={"notice": 40})
    talk.tick("15:20")
    heard = await talk.play()
    assert {tuple(q["to"]): q["notice"] for q in heard.rows("questions")} == {
        ("pan",): 41,
        ("chu",): 40,
    }
    assert len(heard.to("pan", "15:05")) == len(heard.to("chu", "15:05")) == 1
    assert sum("潘老师" in text for text in heard.group("15:05")) == 1


async def test_each_hears_of_the_own_notice_alone(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS.replace("请回", "今天18:00前请回"))
    talk.private("15:01", "pan", PLAY.replace("请回", "今天19:00前请回"))
    talk.tick("20:30")
    heard = await talk.play()
    assert ["40" in text for text in heard.to("chu", "17:59")] == [True]
    assert ["41" in text for text in heard.to("pan", "17:59")] == [True]


async def test_the_other_may_tally_and_nudge_it(talk: Talk) -> None:
    talk.private("15:01", "pan", PLAY)
    talk.private("15:05", "chu", "统计40")
    talk.private("15:06", "ren", "统计40")
    heard = await talk.play()
    assert "0/12" in heard.to("chu", "15:05")[0]
    assert "0/12" not in heard.to("ren", "15:06")[0]


async def test_who_names_another_teacher_is_brought_to_that_one(talk: Talk) -> None:
    talk.private("15:01", "pan", PLAY)
    talk.group("15:05", "bo_ma", "请问褚老师，短剧那天要交作文吗？", quote={"notice": 40})
    heard = await talk.play()
    assert heard.row("questions")["to"] == ["chu"]


async def test_a_changed_line_of_a_chain_is_told_to_who_began_it(talk: Talk) -> None:
    head = "#接龙\n短剧服装，格式：姓名 尺码\n\n"
    talk.group("15:00", "pan", f"{head}1. 潘老师 示例")
    talk.group("15:05", "bo_ma", f"{head}1. 潘老师 示例\n2. 柏舟 140")
    talk.group("15:06", "bo_ma", f"{head}1. 潘老师 示例\n2. 柏舟 150")
    heard = await talk.play()
    assert heard.receipt("bo")["answer"]["尺码"] == "150"
    assert heard.told("15:06") == {"pan"}
