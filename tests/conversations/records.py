"""What a row of the staff tables says should come of its lines, and whether it did.

`lines | of one teacher => record ; record`. A record is its kind, its children joined by +, and
marks: @MM-DD day, Thh hour, by=guardians, yes or no reached, x3 attempts, due=MM-DD, sens, plain,
measure~ record~ words in it, measure! record! words not in it, with=colleagues, done= open= tasks.
A meeting has absent= or present= children and child:kin. none: nothing is saved; ask~ a name.
"""

import re
from collections.abc import Callable

from tests.conversations.player import Outcome, Row

Check = Callable[[Row, str, Outcome], bool]


def findings(told: str, heard: Outcome, by: str) -> list[str]:
    """What is not as the row tells; [] where all is right."""
    rows = [row for row in heard.state["contacts"] if row["source"] == "dictation"]
    wanted = [part.split() for part in told.split(";")]
    records = [part for part in wanted if not part[0].startswith(("none", "ask~"))]
    found = [word for part in records for word in _of_record(part, rows, heard)]
    found += [mark for part in wanted if part not in records for mark in _asked(part, heard, by)]
    if len(rows) != len(records):
        found.append(f"{len(rows)} records, wanted {len(records)}")
    return found


def _asked(part: list[str], heard: Outcome, by: str) -> list[str]:
    said = " ".join(heard.to(by))
    lost = [mark for mark in part if mark.startswith("ask~") and mark[4:] not in said]
    statuses = {row["status"] for row in heard.rows("drafts")}
    return lost + (["dropped"] if "dropped" in part and statuses != {"dropped"} else [])


def _of_record(part: list[str], rows: list[Row], heard: Outcome) -> list[str]:
    meeting = part[0] == "meeting"
    kinds = ["parent_meeting"] if meeting else part[0].split("/")
    fitting = [row for row in rows if row["kind"] in kinds]
    if not meeting:
        children = set(part[1].split("+"))
        fitting = [row for row in fitting if set(row["students"]) == children]
    if len(fitting) != 1:
        return [f"{len(fitting)} of {part[:2]}"]
    marks = part[1 if meeting else 2 :]
    return [mark for mark in marks if not _holds(mark, fitting[0], heard)]


def _holds(mark: str, row: Row, heard: Outcome) -> bool:
    for pattern, check in MARKS:
        if found := re.fullmatch(pattern, mark):
            return check(row, found[1], heard)
    raise ValueError(mark)


def _due(row: Row, day: str, heard: Outcome) -> bool:
    tasks = heard.rows("followups", kind="follow_up", students=row["students"])
    return any((task["due"] or "")[5:10] == day for task in tasks)


def _seen(status: str) -> Check:
    def holds(row: Row, names: str, _heard: Outcome) -> bool:
        seen = {child for child, one in row["attendance"].items() if one["status"] == status}
        return seen == set(filter(None, names.split("+")))

    return holds


def _words(key: str, *, there: bool) -> Check:
    return lambda row, words, _: (words in (row[key] or "")) is there


def _task(status: str) -> Check:
    return lambda _row, child, heard: bool(
        heard.rows("followups", kind="absence", students=[child], status=status)
    )


def _by(row: Row, mark: str, _heard: Outcome) -> bool:
    child, kin = mark.split(":")
    return kin in (row["attendance"][child].get("by") or "")


MARKS: tuple[tuple[str, Check], ...] = (
    (r"@(.+)", lambda row, day, _: row["time"][5:10] == day),
    (r"T(\d\d)", lambda row, hour, _: row["time"][11:13] == hour),
    (r"by=(.+)", lambda row, people, _: set(row["guardians"]) == set(people.split(","))),
    (r"(yes)", lambda row, _, __: row["reached"] is True),
    (r"(no)", lambda row, _, __: row["reached"] is False),
    (r"x(\d)", lambda row, count, _: row["attempts"] == int(count)),
    (r"due=(.+)", _due),
    (r"(sens)", lambda row, _, __: row["sensitive"] is True),
    (r"(plain)", lambda row, _, __: row["sensitive"] is False),
    (r"measure~(.+)", _words("measure", there=True)),
    (r"measure!(.+)", _words("measure", there=False)),
    (r"record~(.+)", _words("record", there=True)),
    (r"record!(.+)", _words("record", there=False)),
    (r"with=(.+)", lambda row, staff, _: set(row["staff"][1:]) == set(staff.split(","))),
    (r"absent=(.*)", _seen("absent")),
    (r"present=(.*)", _seen("present")),
    (r"done=(.+)", _task("done")),
    (r"open=(.+)", _task("open")),
    (r"(\w+:.+)", _by),
)
