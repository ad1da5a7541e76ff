"""The shape the code is kept in. A number that has to grow is changed here, with a reason, and nowhere else."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.reading import ROOT, Module, called, files, length, modules, templates

LONGEST_MODULE = 400
MEDIAN_MODULE = 60
P90_MODULE = 200
LONGEST_CLASS = 250
MOST_METHODS = 20
P95_FUNCTION = 35
MEDIAN_VIEW = 10
MOST_DEPENDENCIES = 30
MOST_SCRIPTS = 12

SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "services", "service", "misc", "base_utils"}
MAY_SPEAK_SQL = {"kit", "ledger"}
LOCKS = sorted(ROOT.glob("requirements*.txt"))
AN_ADDRESS = re.compile(r"\w+://|--(?:extra-)?index-url|--find-links|--trusted-host")
A_MACHINE = re.compile(r"(?<![\w.])/(?:home|Users|root|work|tmp/srv)/\w+")
SILENCED = re.compile(r"#\s*(?:type:\s*ignore|noqa)(?:\[[^\]]*\]|:\s*[A-Z0-9, ]+)?(?P<reason>.*)")
CURT = re.compile(r"\b(?:successfully|please note|invalid input|an error occurred|oops)\b", re.I)
LEFT_FOR_LATER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
COUNTS_ITSELF = {"*", "pk", "id"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(module: Module) -> list[Function]:
    return [node for node in module.nodes(ast.FunctionDef, ast.AsyncFunctionDef) if isinstance(node, Function)]


def classes(module: Module) -> list[ast.ClassDef]:
    return [node for node in module.nodes(ast.ClassDef) if isinstance(node, ast.ClassDef)]


def calls(module: Module) -> list[ast.Call]:
    return [node for node in module.nodes(ast.Call) if isinstance(node, ast.Call)]


def where(module: Module, node: ast.expr | ast.stmt) -> str:
    return f"{module.name}:{node.lineno}"


def test_no_module_is_long() -> None:
    assert [(one.name, one.lines) for one in modules() if one.lines > LONGEST_MODULE] == []


def test_most_modules_are_short() -> None:
    lines = [one.lines for one in modules()]

    assert median(lines) <= MEDIAN_MODULE
    assert quantiles(lines, n=10)[-1] <= P90_MODULE


def test_no_class_is_long_or_does_everything() -> None:
    too_much = [
        (one.name, node.name)
        for one in modules()
        for node in classes(one)
        if length(node) > LONGEST_CLASS or sum(isinstance(part, Function) for part in node.body) > MOST_METHODS
    ]

    assert too_much == []


def test_functions_are_short() -> None:
    assert quantiles([length(node) for one in modules() for node in functions(one)], n=20)[-1] <= P95_FUNCTION


def test_views_are_short() -> None:
    views = [one for one in modules() if "views" in one.path.parts or one.path.name == "views.py"]

    assert median(length(node) for one in views for node in functions(one)) <= MEDIAN_VIEW


def test_few_packages_are_needed() -> None:
    lines = (ROOT / "requirements.in").read_text().splitlines()

    assert len([line for line in lines if line and not line.startswith(("#", "-"))]) <= MOST_DEPENDENCIES


def test_few_scripts_of_our_own() -> None:
    assert len(list((ROOT / "dugnad").glob("*/static/**/*.js"))) <= MOST_SCRIPTS


def test_names_say_what_a_module_does() -> None:
    assert [one.name for one in modules() if SAYS_NOTHING & set(one.path.with_suffix("").parts)] == []


def test_sql_is_written_in_few_places() -> None:
    counting = ROOT / "dugnad/pulse/taking"  # asks DuckDB about the mirror, in a process without our database
    elsewhere = [one for one in modules() if one.package not in MAY_SPEAK_SQL and one.path.parent != counting]
    spoken = {"execute", "executemany", "executescript", "raw", "extra", "RawSQL"}

    assert [where(one, node) for one in elsewhere for node in calls(one) if called(node) in spoken] == []


def marks_safe(node: ast.Call) -> bool:
    """Whether a call says that a text is safe HTML, other than one written here or of a template just rendered."""
    if called(node) not in {"mark_safe", "SafeString", "SafeText"} or isinstance(node.args[0], ast.Constant):
        return False
    rendered = any(isinstance(part, ast.Call) and "render" in called(part) for part in ast.walk(node))
    return not rendered


def test_html_is_called_safe_in_the_kit_only() -> None:
    elsewhere = [one for one in modules() if one.package != "kit"]

    assert [where(one, node) for one in elsewhere for node in calls(one) if marks_safe(node)] == []


@pytest.mark.parametrize(
    "trick",
    [r"autoescape\s+off", r"\bstyle\s*=", r"<style\b", r"\son\w+\s*=", r"javascript:"],
)
def test_templates_escape_and_keep_the_content_policy(trick: str) -> None:
    assert [path.name for path in templates() if re.search(trick, path.read_text())] == []


def test_templates_trust_no_text_outside_the_kit() -> None:
    trusting = [path for path in templates() if re.search(r"\|\s*safe(?:seq)?\b", path.read_text())]

    assert [path.name for path in trusting if ROOT / "dugnad/kit" not in path.parents] == []


def test_scripts_come_from_files() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>")

    assert [path.name for path in templates() if inline.search(path.read_text())] == []


def test_rows_are_not_counted_over_joins() -> None:
    """A correlated subquery counts a hundred times faster (measurement 1 of the stack)."""
    counted = [
        where(one, node)
        for one in modules()
        for node in calls(one)
        if called(node) in {"annotate", "alias"}
        for part in ast.walk(node)
        if isinstance(part, ast.Call) and called(part) == "Count"
        if not (part.args and isinstance(part.args[0], ast.Constant) and part.args[0].value in COUNTS_ITSELF)
    ]

    assert counted == []


def test_lock_files_name_packages_and_hashes_and_no_address() -> None:
    assert len(LOCKS) >= 3
    assert [(path.name, found[0]) for path in LOCKS if (found := AN_ADDRESS.search(path.read_text()))] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_a_version_and_hashes(lock: Path) -> None:
    entries = re.split(r"\n(?=\w)", "\n" + lock.read_text())[1:]

    assert entries
    assert [
        entry.split()[0] for entry in entries if not re.match(r"[\w.-]+==\S+[^\n]*\\\n\s+--hash=sha256:", entry)
    ] == []


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    found = [(path.name, told[0]) for path in files() if (told := A_MACHINE.search(path.read_text(encoding="utf-8")))]

    assert [one for one in found if one[0] != Path(__file__).name] == []


def test_a_silenced_check_says_why() -> None:
    silent = [
        f"{one.name}:{number}"
        for one in modules()
        for number, line in enumerate(one.text.splitlines(), 1)
        if (told := SILENCED.search(line)) and not re.search(r"\w{2}", told["reason"])
    ]

    assert silent == []


def test_nothing_is_left_for_later() -> None:
    assert [one.name for one in modules() if LEFT_FOR_LATER.search(one.text)] == []


def test_people_are_not_spoken_to_like_machines() -> None:
    texts = [*templates(), *[one.path for one in modules()]]

    assert [path.name for path in texts if CURT.search(path.read_text(encoding="utf-8"))] == []


def test_each_rule_here_finds_what_it_forbids() -> None:
    """The rules that search by pattern, on a line each that breaks them."""
    assert AN_ADDRESS.search("--extra-index-url https://example.org/simple")
    assert A_MACHINE.search('open("/home/somebody/x")')
    assert CURT.search("Saved successfully.")
    assert LEFT_FOR_LATER.search("# TODO: later")
    told = SILENCED.search("x = 1  # type: ignore[arg-type]")
    assert told
    assert told["reason"] == ""
    tree = ast.parse('mark_safe(text); SafeString(render_to_string("x.html").strip())')
    assert [marks_safe(node) for node in ast.walk(tree) if isinstance(node, ast.Call)][:2] == [True, False]
