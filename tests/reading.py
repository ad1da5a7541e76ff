"""The project's own files, as the tests of style and docs read them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXTS = {".py", ".html", ".txt", ".md", ".toml", ".sh", ".css", ".js", ".in", ".svg", ".cfg", ".yml", ".yaml", ""}


@dataclass(frozen=True)
class Module:
    """One Python file of `dugnad`."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Its path from the root."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def package(self) -> str:
        """The app it belongs to."""
        return self.path.relative_to(ROOT / "dugnad").parts[0]

    @property
    def lines(self) -> int:
        """How long it is."""
        return len(self.text.splitlines())

    def nodes(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        """All its nodes of some kinds."""
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))


@cache
def modules() -> tuple[Module, ...]:
    """All Python files of `dugnad` but the migrations."""
    paths = sorted(path for path in (ROOT / "dugnad").rglob("*.py") if "migrations" not in path.parts)
    texts = [(path, path.read_text(encoding="utf-8")) for path in paths]
    return tuple(Module(path, text, ast.parse(text)) for path, text in texts)


@cache
def templates() -> tuple[Path, ...]:
    """All templates of `dugnad`."""
    return tuple(sorted((ROOT / "dugnad").glob("*/templates/**/*.html")))


@cache
def files() -> tuple[Path, ...]:
    """Every text file that belongs to the project: what git keeps, or would."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.splitlines()
    paths = [ROOT / name for name in told]
    return tuple(path for path in paths if path.suffix in TEXTS and path.is_file())


def length(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    """Lines from `def` or `class` to the last."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def called(node: ast.Call) -> str:
    """The last word of what is called: `execute` of `cursor.execute(...)`."""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
