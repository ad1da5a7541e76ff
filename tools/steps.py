"""What ./check does, fast things first."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from tools import postgres

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".check"
"""Where the output of the last run stands."""
PYTHON = sys.executable
CODE = ("dugnad", "tests", "tools", "benchmarks")


class When(IntEnum):
    """How far one has to go for a step to be taken."""

    ALWAYS = 0
    ALL = 1
    LONG = 2


@dataclass(frozen=True)
class Step:
    """One command. `lacks` says what it needs and does not find, and how to get it; empty: nothing.

    Neighbours that name the same `together` are taken at once: each keeps one core busy only part of the time.
    """

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    counts_tests: bool = False
    when: When = When.ALWAYS
    together: str = ""
    lacks: Callable[[], str] = lambda: ""

    @property
    def slug(self) -> str:
        """The name as a file name."""
        return self.name.lower().replace(" ", "-").replace(",", "")


def no_gettext() -> str:
    """Whether gettext's programs are there."""
    return "" if shutil.which("msgfmt") and shutil.which("xgettext") else "gettext (Debian: sudo apt install gettext)"


def no_postgres() -> str:
    """Whether PostgreSQL's binaries are there."""
    return "" if postgres.find() else "PostgreSQL 15 or newer (Debian: sudo apt install postgresql)"


def no_chromium() -> str:
    """Whether a browser that tests can drive is there."""
    return "" if shutil.which("chromium") else "Chromium (Debian: sudo apt install chromium chromium-headless-shell)"


def no_spark() -> str:
    """Whether Spark can run; its package, of 430 MB, is installed by ./check --long."""
    there = shutil.which("java") and importlib.util.find_spec("pyspark")
    return "" if there else "Java 17 or newer (Debian: sudo apt install default-jre-headless)"


def tool(name: str, *words: str) -> list[str]:
    """A program of the development requirements."""
    return [str(Path(PYTHON).parent / name), *words]


PROCESSES = min(os.cpu_count() or 1, 4) + 1
"""That run tests. One more than cores: a fifth of the time, a test waits for a server or a child of its own."""


def pytest(name: str, chosen: str, *words: str, processes: int = PROCESSES) -> list[str]:
    """Run the tests that the marker expression `chosen` names, in so many processes; 0: in this one.

    Tests of one group (`xdist_group`) stay in one process.
    """
    shared = ["-n", str(processes), "--dist", "loadgroup"]
    account = f"--junitxml={KEPT / name}.xml"
    return [PYTHON, "-m", "pytest", "-q", "-m", chosen, *shared, "--no-header", account, *words]


def templates() -> list[str]:
    """All templates of ours."""
    return sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("dugnad/*/templates/**/*.html"))


def with_postgres(command: list[str]) -> list[str]:
    """The same on a PostgreSQL that lives as long as the command."""
    return [PYTHON, "-m", "tools.postgres", *command]


SCRATCH = {"DUGNAD_DATA": str(KEPT / "data")}
STRUCTURE = ("tests/test_style.py", "tests/test_docs.py", "tests/structure")
NOT_AGAIN = [f"--ignore={path}" for path in STRUCTURE]
"""They have a step of their own."""
SAME = (
    "cli",
    "demo/test_build.py",
    "demo/test_where_it_is_built.py",
    "methods",
    "serve",
    "pulse/acts",
    "pulse/engine",
    "pulse/report",
    "pulse/importing",
    "kit/test_pictures.py",
    "kit/test_richtext.py",
    "web/test_languages.py",
)
SWEEP = "tests/seeing/test_sweep.py"
"""Every page as everybody, for each kind of circle: on PostgreSQL in the long run."""
NO_DATABASE = [*(f"--ignore=tests/{place}" for place in SAME), f"--ignore={SWEEP}"]
"""What is the same on every database, or brings its own, or is looked at another time."""
IN_READING_ORDER = (
    "tests/ledger",
    "tests/live",
    "tests/notify/incoming/test_walk.py",
    "tests/pulse/platform/test_taking.py",
    "tests/record/test_following.py",
)
"""Followers wait for the oldest transaction of the whole PostgreSQL server, so for another process's tests as well."""
BROWSER = ("tests/browser", "tests/people/test_passkey_browser.py", "tests/web/test_scripts.py")
FAULTS = (
    "tests/faults",
    "tests/cli/test_grown_backup.py",
    "tests/demo/test_command.py",
    "tests/demo/test_killed.py",
    "tests/kit/test_pictures.py",
    "tests/moving/test_across_databases.py",
)
"""Where tests with these marks are (tests/structure/test_steps.py): to read the others takes a process ten seconds."""
PLANTED = "tests/faults_planted"
"""Each promise of docs/security/proof.md broken on purpose: some test has to notice."""
NOT_IN_ORDER = [f"--ignore={folder}" for folder in IN_READING_ORDER]
READ = "what is read without being run"
ORDINARY = "not browser and not fault and not long and not spark"

STEPS = (
    Step("Format", tool("ruff", "format", "--check", *CODE), together=READ),
    Step("Lint", tool("ruff", "check", "--quiet", *CODE), together=READ),
    Step("Templates", tool("djade", "--check", "--target-version", "5.2", *templates()), together=READ),
    Step("App order", tool("lint-imports", "--no-cache"), together=READ),
    Step(
        "Size, style and docs",
        pytest("structure", ORDINARY, *STRUCTURE, processes=0),
        counts_tests=True,
        together=READ,
    ),
    Step("Migrations", tool("dugnad", "django", "makemigrations", "--check", "--dry-run"), SCRATCH, together=READ),
    Step("Languages", [PYTHON, "-m", "tools.catalogues"], SCRATCH, together=READ, lacks=no_gettext),
    Step(
        "Security lint",
        tool(
            "bandit", "--quiet", "--recursive", "--severity-level", "medium", "--configfile", "pyproject.toml", "dugnad"
        ),
        together=READ,
    ),
    Step("Types", tool("mypy", "dugnad", "tools"), together=READ),
    Step("Tests on SQLite", pytest("tests-on-sqlite", ORDINARY, *NOT_AGAIN), counts_tests=True),
    Step(
        "Tests on PostgreSQL",
        with_postgres(pytest("tests-on-postgresql", ORDINARY, *NOT_AGAIN, *NO_DATABASE, *NOT_IN_ORDER)),
        counts_tests=True,
        lacks=no_postgres,
    ),
    Step(
        "Tests in a browser",
        pytest("tests-in-a-browser", "browser and not long", *BROWSER),
        counts_tests=True,
        lacks=no_chromium,
    ),
    Step(
        "Ledger and live on PostgreSQL",
        with_postgres(pytest("ledger-and-live-on-postgresql", ORDINARY, *IN_READING_ORDER, processes=0)),
        counts_tests=True,
        together="servers of their own",
        lacks=no_postgres,
    ),
    Step(
        "Faults, 20 kills each",
        pytest("faults-20-kills-each", "fault and not long", *FAULTS),
        counts_tests=True,
        when=When.ALL,
        together="servers of their own",
        lacks=no_postgres,
    ),
    Step(
        "Long faults, 500 kills each",
        pytest("long-faults-500-kills-each", "long", "tests/faults", processes=0),
        counts_tests=True,
        when=When.LONG,
        lacks=no_postgres,
    ),
    Step(
        "Planted faults",
        pytest("planted-faults", "long", PLANTED),
        counts_tests=True,
        when=When.LONG,
        lacks=no_chromium,
    ),
    Step(
        "Long tests",
        pytest("long-tests", "long", "--ignore=tests/faults", f"--ignore={PLANTED}", processes=0),
        counts_tests=True,
        when=When.LONG,
        lacks=no_postgres,
    ),
    Step(
        "Everybody on every page on PostgreSQL",
        with_postgres(pytest("everybody-on-every-page-on-postgresql", ORDINARY, SWEEP)),
        counts_tests=True,
        when=When.LONG,
        lacks=no_postgres,
    ),
    Step(
        "Spark beside DuckDB",
        pytest("spark-beside-duckdb", "spark", processes=0),
        counts_tests=True,
        when=When.LONG,
        lacks=no_spark,
    ),
    Step("Coverage", [PYTHON, "-m", "tools.coverage"], when=When.LONG),
    Step("Load", [PYTHON, "-m", "benchmarks.pages"], when=When.LONG),
)
