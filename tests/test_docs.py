"""What exists is described: settings, commands, jobs, verbs, packages. And what is described exists."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from dugnad.cli.commands import COMMANDS
from dugnad.config import Config
from dugnad.kit import jobs
from dugnad.ledger.verbs import declared
from tests.reading import ROOT, files

DOCS = ROOT / "docs"
HOSTING = DOCS / "hosting.md"
PAGES = sorted(path for path in files() if path.suffix == ".md")
NAMED = re.compile(r"DUGNAD_[A-Z_]*[A-Z]")
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
A_PLACE = re.compile(r"`((?:docs|dugnad|tests|tools|benchmarks|requirements)[\w./-]*\.(?:md|py|txt|in|sh|css|html))`")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def rows(path: Path) -> list[str]:
    """The first cell of each row of the tables in a page."""
    cells = [line.split("|")[1].strip() for line in read(path).splitlines() if line.startswith("|")]
    return [cell.strip("`") for cell in cells]


@pytest.mark.parametrize("setting", [f"DUGNAD_{field.name.upper()}" for field in fields(Config)])
def test_every_setting_has_a_row(setting: str) -> None:
    assert setting in rows(HOSTING)


def test_every_variable_the_code_reads_is_described() -> None:
    code = [ROOT / "run", ROOT / "check", *(path for path in files() if path.suffix in {".py", ".sh"})]
    ours = [path for path in code if "tests" not in path.parts]
    read_there = {name for path in ours for name in NAMED.findall(read(path))}

    assert sorted(read_there - set(NAMED.findall(read(HOSTING)))) == []


def test_every_variable_that_is_described_is_read() -> None:
    code = "".join(read(path) for path in files() if path.suffix in {".py", ".sh"} or path.name in {"run", "check"})
    settings = {f"DUGNAD_{field.name.upper()}" for field in fields(Config)}

    assert [
        name for name in sorted(set(NAMED.findall(read(HOSTING)))) if name not in settings and name not in code
    ] == []


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_has_a_row(command: str) -> None:
    assert f"dugnad {command}" in rows(HOSTING)


@pytest.mark.parametrize("job", [job.name for job in jobs.declared()])
def test_every_job_has_a_row(job: str) -> None:
    assert job in rows(HOSTING)


@pytest.mark.parametrize("verb", [verb.code for verb in declared()])
def test_every_verb_has_a_row(verb: str) -> None:
    assert verb in rows(DOCS / "verbs.md")


def direct_packages() -> list[str]:
    """The packages asked for by name in the `.in` files."""
    lines = [line for path in sorted(ROOT.glob("requirements*.in")) for line in read(path).splitlines()]
    names = [re.match(r"[\w.-]+", line) for line in lines if not line.startswith(("#", "-"))]
    return sorted({name[0] for name in names if name})


@pytest.mark.parametrize("package", direct_packages())
def test_every_package_has_its_reason(package: str) -> None:
    assert package in rows(DOCS / "dependencies.md")


def test_no_reason_is_given_for_a_package_that_is_gone() -> None:
    named = [name for name in rows(DOCS / "dependencies.md") if name not in {"package", "---"}]

    assert sorted(set(named) - set(direct_packages())) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_and_places_exist(page: Path) -> None:
    links = [target for target in LINK.findall(read(page)) if "://" not in target and not target.startswith("mailto:")]
    missing = [target for target in links if not (page.parent / target).exists()]
    missing += [place for place in A_PLACE.findall(read(page)) if not (ROOT / place).exists()]

    assert missing == []
