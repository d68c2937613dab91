"""Rule 13: what an author hears, nudges, the tally at the deadline, and withdrawal."""

from tests.conversations.player import Talk

PENS = "发通知 明天上午带水彩笔。请回收到。"
DUE = "发通知 明天上午带水彩笔。今天20:00前请回收到。"
OPEN = {"duo_nai", "man_ma", "fu1_ba", "fu2_ma", "hai_ma", "tang_ma", "qi_ma"}


async def test_the_author_hears_whom_writing_does_not_reach(talk: Talk) -> None:
    talk.set(unreachable=["hai_ma"])
    talk.private("15:00", "chu", PENS)
    heard = await talk.play()
    (line,) = heard.to("chu", "15:00", "15:01")
    assert "40" in line
    assert "宁小北" in line
    assert "海棠" in line
    assert "柏舟" not in line


async def test_one_reachable_parent_is_enough(talk: Talk) -> None:
    talk.set(unreachable=["luo_ma"])
    talk.private("15:00", "chu", PENS)
    heard = await talk.play()
    assert "欧阳珞" not in heard.to("chu")[0]


async def test_a_nudge_by_hand_is_one_line_to_each_open_family(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", "收到")
    talk.private("16:00", "chu", "/催 40")
    heard = await talk.play()
    told = heard.told("16:00") - {"chu"}
    assert told > OPEN
    assert not told & {"bo_ma", "bo_gu", "bei_ye", "qi_ba", "shan"}
    assert len(told & {"luo_ma", "luo_ba"}) == len(told & {"yin_ma", "yin_ba"}) == 1
    assert all(len(heard.to(who, "16:00")) == 1 for who in told - {"qi_ma"})
    assert all("40" in text for who in told for text in heard.to(who, "16:00"))
    assert heard.group("16:00") == []


async def test_who_nudges_hears_how_many_and_who_is_out_of_reach(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    for minute, who in enumerate(("bo_ma", "luo_ma", "yin_ma", "man_ma", "fu1_ba", "fu2_ma")):
        talk.group(f"15:1{minute}", who, "收到")
    talk.private("16:00", "chu", "催40")
    heard = await talk.play()
    answer = "".join(heard.to("chu", "16:00"))
    told = heard.told("16:00") - {"chu"}
    assert told == {"qi_ma", "duo_nai", "hai_ma", "tang_ma"}
    assert "4" in answer.replace("40", "") or "5" in answer
    assert "宁小北" in answer


async def test_a_nudged_family_answers_with_one(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.private("16:00", "chu", "催40")
    talk.private("16:05", "hai_ma", "1")
    heard = await talk.play()
    assert heard.those("confirmed") == {"hai"}
    assert heard.receipt("hai")["via"] == "private"


async def test_nudges_go_out_before_the_deadline_to_open_families(talk: Talk) -> None:
    talk.private("15:00", "chu", DUE)
    talk.group("15:05", "bo_ma", "收到")
    talk.tick("19:59")
    heard = await talk.play()
    told = heard.told("18:00", "18:01")
    assert told >= OPEN
    assert not told & {"bo_ma", "bo_gu", "bei_ye", "chu"}
    assert heard.told("15:01", "18:00") == set()
    assert heard.told("18:01") == set()
    assert heard.group("15:01") == []


async def test_no_more_nudges_than_allowed(talk: Talk) -> None:
    talk.set(nudge={"max": 2, "before_deadline": ["-4h", "-3h", "-2h", "-1h"]})
    talk.private("15:00", "chu", DUE)
    talk.tick("19:59")
    heard = await talk.play()
    assert len(heard.to("hai_ma")) == 2
    assert len(heard.to("tang_ma")) == 2


async def test_a_receipt_between_two_nudges_stops_the_second(talk: Talk) -> None:
    talk.set(nudge={"max": 2, "before_deadline": ["-3h", "-1h"]})
    talk.private("15:00", "chu", DUE)
    talk.group("18:00", "hai_ma", "收到")
    talk.tick("19:59")
    heard = await talk.play()
    assert len(heard.to("hai_ma")) == 1
    assert len(heard.to("tang_ma")) == 2


async def test_without_a_deadline_nobody_is_nudged(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.tick("03-12 20:00")
    heard = await talk.play()
    assert heard.silent("15:01")


async def test_the_author_gets_the_tally_once_at_the_deadline(talk: Talk) -> None:
    talk.private("15:00", "chu", DUE)
    for minute, who in enumerate(("bo_ma", "luo_ma", "yin_ma", "man_ma", "fu1_ba", "fu2_ma")):
        talk.group(f"15:1{minute}", who, "收到")
    talk.tick("21:00")
    heard = await talk.play()
    (tally,) = heard.to("chu", "15:01")
    assert heard.messages("private:chu", "15:01")[0]["at"].endswith("20:00:00+08:00")
    assert "6/12" in tally
    assert "汤圆圆" in tally
    assert "柏舟" not in tally
    assert heard.told("19:00") == {"chu"}


async def test_a_long_tally_is_one_message_too(talk: Talk) -> None:
    talk.private("15:00", "chu", DUE)
    talk.tick("21:00")
    heard = await talk.play()
    assert len(heard.messages("private:chu", "20:00")) == 1


async def test_a_deadline_in_the_night_is_told_in_the_morning(talk: Talk) -> None:
    talk.private("15:00", "chu", DUE.replace("20:00", "22:30"))
    talk.tick("03-10 07:00")
    heard = await talk.play()
    assert heard.told("20:30", "20:31") >= OPEN
    assert heard.silent("21:30", "03-10 06:30")
    assert {m["at"] for m in heard.messages("private:chu", "15:01")} == {
        "2027-03-10T06:30:00+08:00"
    }


async def test_a_nudge_due_in_the_night_waits_for_the_morning(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 明天上午带水彩笔。明天8:00前请回收到。")
    talk.tick("03-10 07:59")
    heard = await talk.play()
    assert heard.silent("21:30", "03-10 06:30")
    assert heard.told("03-10 06:30", "03-10 06:31") >= OPEN


async def test_a_nudge_found_after_the_deadline_is_dropped(talk: Talk) -> None:
    talk.private("15:00", "chu", DUE)
    talk.tick("20:30", down=True)
    heard = await talk.play()
    assert heard.told("15:01") == {"chu"}
    assert {m["at"] for m in heard.messages("private:chu", "15:01")} == {
        "2027-03-09T20:30:00+08:00"
    }


async def test_a_nudge_found_late_before_the_deadline_still_goes(talk: Talk) -> None:
    talk.private("15:00", "chu", DUE)
    talk.tick("19:30", down=True)
    heard = await talk.play()
    assert heard.told("19:30") >= OPEN
    assert heard.silent("15:01", "19:30")


async def test_a_withdrawn_notice_is_recalled_and_silent(talk: Talk) -> None:
    talk.private("15:00", "chu", DUE)
    talk.private("15:30", "chu", "撤回40")
    talk.tick("21:00")
    heard = await talk.play()
    assert heard.notice()["status"] == "withdrawn"
    (posted,) = heard.messages("g65")
    recalls = [line for line in heard.lines if "recall" in line]
    assert [(r["chat"], r["recall"]) for r in recalls] == [("g65", posted["id"])]
    assert len(heard.rows("audit", action="notice_withdrawn", by="chu")) == 1
    assert heard.silent("15:31")


async def test_a_scheduled_notice_withdrawn_is_cancelled(talk: Talk) -> None:
    talk.private("15:00", "chu", "今晚8点发通知 明天带水彩笔，请回收到。")
    talk.private("15:30", "chu", "撤回40")
    talk.tick("21:00")
    heard = await talk.play()
    assert heard.notice()["status"] == "cancelled"
    assert heard.group() == []
    assert len(heard.rows("audit", action="notice_cancelled", by="chu")) == 1


async def test_withdrawing_twice_changes_nothing_more(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.private("15:30", "chu", "撤回40")
    talk.private("15:31", "chu", "撤回40")
    heard = await talk.play()
    assert len(heard.rows("audit", action="notice_withdrawn")) == 1
    assert len([line for line in heard.lines if "recall" in line]) == 1


async def test_a_settled_deadline_still_brings_one_tally(talk: Talk) -> None:
    talk.world["students"] = [s for s in talk.world["students"] if s["id"] in ("bo", "qi")]
    talk.world["guardians"] = [
        g for g in talk.world["guardians"] if g["account"] in ("bo_ma", "qi_ba")
    ]
    talk.private("15:00", "chu", DUE)
    talk.group("15:05", "bo_ma", "收到")
    talk.tick("21:00")
    heard = await talk.play()
    assert heard.to("bo_ma") == []
    assert len(heard.to("chu", "20:00", "20:01")) == 1
    assert "1/1" in heard.to("chu", "20:00")[0]


async def test_a_voice_message_that_nobody_heard_leaves_the_child_open(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "hai_ma", '7"', kind="voice")
    talk.private("16:00", "chu", "催40")
    heard = await talk.play()
    assert len(heard.to("hai_ma", "16:00")) == 1


async def test_the_tally_tells_who_cannot_write_from_who_does_not_read(talk: Talk) -> None:
    talk.set(unreachable=["hai_ma"])
    talk.private("15:00", "chu", PENS)
    talk.private("16:00", "chu", "统计40")
    heard = await talk.play()
    tally = heard.to("chu", "16:00")[0]
    assert "宁小北（只有电话）" in tally
    assert "海棠（私聊收不到）" in tally
