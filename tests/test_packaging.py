from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_a_wheel_carries_every_file_that_the_program_reads() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = told["tool"]["setuptools"]["package-data"]["*"]
    packages = [path.parent for path in (ROOT / "dugnad").rglob("__init__.py")]
    carried = {path for package in packages for pattern in patterns for path in package.glob(pattern)}
    files = {path for path in (ROOT / "dugnad").rglob("*") if path.is_file() and path.suffix != ".py"}
    files = {path for path in files if path.parent.name != "__pycache__"}
    assert (ROOT / "dugnad/demo/story/members.toml") in files
    assert files - carried == set()


def test_every_module_is_in_a_package() -> None:
    modules = (ROOT / "dugnad").rglob("*.py")
    assert [path for path in modules if not (path.parent / "__init__.py").exists()] == []
