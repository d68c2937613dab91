"""Rule 14: what is found late after the process stood still, and doubled deliveries."""

from tests.conversations.player import Talk

PENS = "发通知 明天上午带水彩笔。请回收到。"
LATER = "明天早上8点发通知 今天带水彩笔，请回收到。"


async def test_a_notice_found_late_goes_out_once(talk: Talk) -> None:
    talk.private("15:00", "chu", LATER)
    talk.tick("03-10 11:20", down=True)
    talk.tick("03-10 12:00", down=True)
    talk.tick("03-10 13:00")
    heard = await talk.play()
    assert [m["at"] for m in heard.messages("g65")] == ["2027-03-10T11:20:00+08:00"]
    assert heard.notice()["status"] == "sent"


async def test_a_notice_found_in_the_night_waits_for_the_morning(talk: Talk) -> None:
    talk.private("15:00", "chu", LATER)
    talk.tick("03-10 23:00", down=True)
    talk.tick("03-11 07:00")
    heard = await talk.play()
    assert [m["at"] for m in heard.messages("g65")] == ["2027-03-11T06:30:00+08:00"]


async def test_a_notice_more_than_a_day_late_is_asked_about(talk: Talk) -> None:
    talk.private("15:00", "chu", LATER)
    talk.tick("03-11 08:30", down=True)
    talk.tick("03-11 20:00")
    heard = await talk.play()
    assert heard.group() == []
    assert len(heard.to("chu", "03-11 08:30")) == 1
    assert "40" in heard.to("chu", "03-11 08:30")[0]
    assert heard.notice()["status"] != "sent"


async def test_a_morning_notice_survives_a_standstill(talk: Talk) -> None:
    talk.private("22:00", "chu", PENS)
    talk.private("22:01", "chu", "早上")
    talk.tick("03-10 09:10", down=True)
    heard = await talk.play()
    assert [m["at"] for m in heard.messages("g65")] == ["2027-03-10T09:10:00+08:00"]


async def test_the_ask_of_the_night_is_answered_after_a_standstill(talk: Talk) -> None:
    talk.private("22:00", "chu", PENS)
    talk.tick("22:20", down=True)
    talk.private("22:21", "chu", "紧急 校车改点")
    heard = await talk.play()
    assert heard.notice()["status"] == "sent"
    assert "校车改点" in heard.row("audit", action="quiet_override")["reason"]


async def test_a_list_survives_a_standstill(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.private("15:01", "chu", "发通知 后天交体检表。请回收到。")
    talk.private("15:05", "bo_ma", "收到")
    talk.tick("16:00", down=True)
    talk.private("16:01", "bo_ma", "2")
    heard = await talk.play()
    assert heard.status("bo", 41) == "confirmed"
    assert heard.status("bo") == "none"


async def test_a_batch_due_in_the_standstill_goes_out_afterwards(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", "水彩笔是上午还是下午带？")
    talk.tick("15:40", down=True)
    heard = await talk.play()
    assert [m["at"] for m in heard.messages("g65", "15:01")] == ["2027-03-09T15:40:00+08:00"]


async def test_a_message_delivered_twice_is_one(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS, id="m7")
    talk.private("15:01", "chu", PENS, id="m7")
    heard = await talk.play()
    assert len(heard.rows("notices")) == 1
    assert len(heard.to("chu")) == 1


async def test_a_message_delivered_again_after_a_standstill_is_one(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS, id="m7")
    talk.tick("16:00", down=True)
    talk.private("16:01", "chu", PENS, id="m7")
    heard = await talk.play()
    assert len(heard.rows("notices")) == 1
    assert heard.silent("15:01")


async def test_the_same_id_in_another_chat_is_another_message(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS, id="m7")
    talk.group("15:05", "bo_ma", "收到", id="m7")
    talk.private("15:06", "hai_ma", "收到", id="m7")
    heard = await talk.play()
    assert heard.those("confirmed") == {"bo", "hai"}


async def test_a_doubled_question_is_asked_once(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", "能不能让校车送到西门？", id="w3")
    talk.group("15:05:02", "bo_ma", "能不能让校车送到西门？", id="w3")
    talk.tick("15:30")
    heard = await talk.play()
    assert len(heard.rows("questions")) == 1
    assert len(heard.to("chu", "15:05")) == 1
