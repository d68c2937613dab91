"""The project's own Python files, read and parsed once, and walked with the limits of the house."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "storage", "schedules")
EVERYTHING = (*PRODUCT, "tools", "bench", "tests")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff、。「」《》（），：；？！]")
Function = ast.FunctionDef | ast.AsyncFunctionDef
DEFINITION = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
BLOCK = (
    *(ast.If, ast.For, ast.AsyncFor, ast.While),
    *(ast.Try, ast.TryStar, ast.With, ast.AsyncWith, ast.Match),
)


@dataclass(frozen=True)
class Source:
    """One file. `path` is relative to the project, with slashes."""

    path: str
    lines: int
    tree: ast.Module

    def at(self, node: ast.AST) -> str:
        """Where something stands, as an editor opens it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"

    @property
    def nodes(self) -> Iterator[ast.AST]:
        return ast.walk(self.tree)

    @property
    def functions(self) -> Iterator[Function]:
        return (n for n in self.nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))

    @property
    def calls(self) -> Iterator[ast.Call]:
        return (n for n in self.nodes if isinstance(n, ast.Call))


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Every Python file below these folders."""
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return tuple(_read(path) for path in paths)


def _read(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text, filename=str(path))
    return Source(path.relative_to(ROOT).as_posix(), text.count("\n"), tree)


def below(path: str, *places: str) -> bool:
    """Does the file stand in one of these folders, or is it one of these files?"""
    return any(path == place or path.startswith(f"{place}/") for place in places)


def called(call: ast.Call) -> str:
    """The last part of what is called: `say` of texts.say(...)."""
    target = call.func
    if isinstance(target, ast.Attribute):
        return target.attr
    return target.id if isinstance(target, ast.Name) else ""


def dotted(node: ast.AST) -> str:
    """texts.say, or "" for what is no plain dotted name."""
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return node.id if isinstance(node, ast.Name) else ""


def length(function: Function) -> int:
    """Lines from its first word to its last."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def depth(function: Function) -> int:
    """How many blocks stand in one another, at most. An elif is no deeper than its if."""
    return max((_depth(node) for node in function.body), default=0)


def _depth(node: ast.AST) -> int:
    if isinstance(node, DEFINITION):
        return 0
    own = int(isinstance(node, BLOCK))
    return own + max((_depth(c) - _is_elif(node, c) for c in ast.iter_child_nodes(node)), default=0)


def _is_elif(node: ast.AST, child: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]


def words(source: Source) -> Iterator[ast.Constant]:
    """Every string literal that is no docstring."""
    docs = {id(doc) for node in source.nodes if (doc := _docstring(node))}
    for node in source.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node


def _docstring(node: ast.AST) -> ast.AST | None:
    owner = isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    body = node.body if owner else []  # type: ignore[attr-defined]
    first = body[0] if body else None
    return first.value if isinstance(first, ast.Expr) else None


def none(found: Iterable[str]) -> None:
    """Fail with every finding on a line of its own."""
    listed = "\n".join(found)
    assert not listed, f"\n{listed}"
