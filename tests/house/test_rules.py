"""What may stand where: transactions, SQL, the time, Chinese words; and how long things may be."""

import ast
import re

import pytest

from tests.house.source import (
    EVERYTHING,
    HAN,
    PRODUCT,
    Source,
    below,
    called,
    depth,
    dotted,
    length,
    none,
    sources,
    words,
)

LONGEST_FILE, LONGEST_FUNCTION, DEEPEST = 250, 30, 3
TRANSACTIONS = ("storage/database.py", "bot/setup.py")  # setup copies a database whole
ENDINGS = frozenset({"commit", "begin", "begin_nested"})
QUERIES = frozenset({"select", "insert", "update", "delete", "text"})
SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE|ALTER|DROP|BEGIN|VACUUM)\s")
LIBRARIES = ("sqlalchemy", "sqlmodel")
NOW = re.compile(r"(^|\.)(datetime|date|time)\.(now|today|utcnow|time|time_ns|localtime|gmtime)$")
CHINESE = ("bot/parsing", "bot/commands", "schedules/__init__.py", "tests")
EXEMPT = {
    "bench/load.py": "the driver is handed over as one file that runs by itself",
    "storage/migrations/versions": "Alembic writes them",
}


def limited() -> list[Source]:
    """Every file for which the limits of the house hold."""
    return [s for s in sources(*EVERYTHING) if not below(s.path, *EXEMPT)]


def test_a_transaction_ends_in_one_place() -> None:
    none(
        source.at(call)
        for source in sources(*PRODUCT)
        for call in source.calls
        if isinstance(call.func, ast.Attribute) and call.func.attr in ENDINGS
        if not call.args and not call.keywords and not below(source.path, *TRANSACTIONS)
    )


def test_queries_stand_in_storage_alone() -> None:
    outside = sources("bot", "schedules", "tools")
    none(where for source in outside for where in (*_imported(source), *_written(source)))


def _imported(source: Source) -> list[str]:
    """Where the verbs of SQL are imported, or called as the library's own."""
    found = [
        source.at(node)
        for node in source.nodes
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(LIBRARIES)
        if QUERIES & {alias.name for alias in node.names}
    ]
    full = {f"{library}.{verb}" for library in LIBRARIES for verb in QUERIES}
    return found + [source.at(call) for call in source.calls if dotted(call.func) in full]


def _written(source: Source) -> list[str]:
    """Where SQL stands as text."""
    return [source.at(word) for word in words(source) if SQL.match(str(word.value))]


def test_the_clock_is_asked_in_one_place() -> None:
    none(
        source.at(call)
        for source in sources(*PRODUCT, "tools", "tests")
        for call in source.calls
        if NOW.search(dotted(call.func)) and source.path != "bot/clock.py"
    )


def test_what_people_read_stands_in_text_files() -> None:
    none(
        source.at(word)
        for source in limited()
        for word in words(source)
        if not below(source.path, *CHINESE) and HAN.search(str(word.value))
    )


def test_a_file_fits_on_a_few_screens() -> None:
    none(f"{s.path}: {s.lines} lines" for s in limited() if s.lines > LONGEST_FILE)


def test_a_function_is_short() -> None:
    found = [(source, f, length(f)) for source in limited() for f in source.functions]
    none(f"{s.at(f)} {f.name}: {n} lines" for s, f, n in found if n > LONGEST_FUNCTION)


def test_a_function_is_flat() -> None:
    found = [(source, f, depth(f)) for source in limited() for f in source.functions]
    none(f"{s.at(f)} {f.name}: {n} deep" for s, f, n in found if n > DEEPEST)


def test_every_exception_to_the_limits_is_needed() -> None:
    """One that no longer is gets struck out."""
    long = [source.path for source in sources(*EVERYTHING) if source.lines > LONGEST_FILE]
    none(place for place in EXEMPT if not any(below(path, place) for path in long))


def test_a_module_says_what_it_knows() -> None:
    none(s.path for s in limited() if s.lines and not ast.get_docstring(s.tree))


@pytest.mark.parametrize(
    ("body", "deep"),
    [
        ("return 1", 0),
        ("if a: b()\n elif c: d()\n elif e: f()", 1),
        ("if a: b()\n else:\n  if c: d()\n  e()", 2),
        ("for a in b:\n  with c:\n   try: d()\n   except E: pass", 3),
        ("while a:\n  def g():\n   if b: c()", 1),
    ],
)
def test_blocks_are_counted_as_they_are_seen(body: str, deep: int) -> None:
    function = ast.parse(f"def f():\n {body}").body[0]
    assert isinstance(function, ast.FunctionDef)
    assert depth(function) == deep


@pytest.mark.parametrize(
    ("code", "fits"),
    [
        ("datetime.now(UTC)", True),
        ("datetime.datetime.utcnow()", True),
        ("date.today()", True),
        ("time.time()", True),
        ("scene.now", False),
        ("moment.time()", False),
        ("time.perf_counter()", False),
    ],
)
def test_asking_the_time_is_recognised(code: str, fits: bool) -> None:
    node = ast.parse(code, mode="eval").body
    asked = isinstance(node, ast.Call) and NOW.search(dotted(node.func))
    assert bool(asked) is fits


def test_called_names_are_read() -> None:
    call = ast.parse("a.b.say('x')", mode="eval").body
    assert isinstance(call, ast.Call)
    assert (called(call), dotted(call.func)) == ("say", "a.b.say")
