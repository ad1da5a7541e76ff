"""What a module of ours does that only few may do: small checks of its syntax tree, each giving the lines it found."""

from __future__ import annotations

import ast
from collections.abc import Iterator

LEAD_OUT = frozenset({
    "socket", "ssl", "http.client", "urllib.request", "requests", "httpx", "aiohttp", "urllib3", "ftplib", "smtplib",
    "poplib", "imaplib", "telnetlib", "xmlrpc.client", "websockets", "aiosmtpd", "asyncio.streams",
})  # fmt: skip
CALLS_OUT = frozenset({"create_connection", "open_connection", "urlopen", "HTTPConnection", "HTTPSConnection"})
SPEAKS_SQL = frozenset({"raw", "extra", "RawSQL", "execute", "executemany", "executescript", "cursor"})
CALLED_SAFE = frozenset({"mark_safe", "SafeString", "SafeText"})
MANAGERS = frozenset({"objects", "_base_manager", "_default_manager"})
GATES = frozenset({"visible_to", "which", "who"})
CLOCKLESS = frozenset({"utcnow", "utcfromtimestamp", "today"})


def ways_out(tree: ast.AST) -> list[int]:
    """Lines that import what opens connections, by name or as a string, or call it."""
    found = []
    for node in ast.walk(tree):
        names = [name for name in _imported(node) if name in LEAD_OUT or name.partition(".")[0] in LEAD_OUT]
        if names or (isinstance(node, ast.Call) and last_word(node.func) in CALLS_OUT):
            found.append(_line(node))
    return sorted(set(found))


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        # An exception or a type opens nothing.
        opening = [alias.name for alias in node.names if not alias.name.endswith(("Exception", "Error", "Status"))]
        yield from (name for one in opening for name in (node.module, f"{node.module}.{one}"))
    elif isinstance(node, ast.Call) and last_word(node.func) in {"import_module", "__import__"}:
        yield from (str(one.value) for one in node.args if isinstance(one, ast.Constant))


def sql(tree: ast.AST) -> list[int]:
    """Lines that speak to the database past the ORM."""
    return _calls(tree, SPEAKS_SQL)


def called_safe(tree: ast.AST) -> list[int]:
    """Lines that say of a text that it is safe HTML: not of none, nor of a template that is rendered there."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and last_word(node.func) in CALLED_SAFE]
    return sorted({_line(node) for node in calls if node.args and not _is_rendered(node.args[0])})


def _is_rendered(text: ast.expr) -> bool:
    if isinstance(text, ast.Constant):
        return not text.value
    return any(isinstance(part, ast.Call) and "render" in last_word(part.func) for part in ast.walk(text))


def _calls(tree: ast.AST, words: frozenset[str]) -> list[int]:
    return sorted(
        {_line(node) for node in ast.walk(tree) if isinstance(node, ast.Call) and last_word(node.func) in words}
    )


def naive_times(tree: ast.AST) -> list[int]:
    """Lines that ask what time it is past `dugnad.kit.clock`, or make a time without a zone."""
    return sorted({_line(node) for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_naive(node)})


def _is_naive(node: ast.Call) -> bool:
    word, of = last_word(node.func), _of(node.func)
    if of == "time" and word in {"time", "time_ns", "localtime", "gmtime"}:
        return True
    if of not in {"datetime", "date"}:
        return False
    zoned = any(one.arg in {"tz", "tzinfo"} for one in node.keywords)
    if word == "now":
        return not (node.args or zoned)
    if word == "fromtimestamp":
        return len(node.args) < 2 and not zoned
    return word in CLOCKLESS


def around_the_gate(tree: ast.AST) -> list[tuple[str, int]]:
    """Functions of a view, and lines in them, that ask for objects of everybody's.

    A query is through a gate if its statement says who may see (`visible_to`, `which`), whose it is (`request.user`),
    or to what it belongs that was found before: a value that is neither of the address's own words nor out of a form.
    """
    found = []
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and not _for_operators(function):
            words = {one.arg for one in function.args.args if _is_text(one.annotation)}
            found += [(function.name, _line(one)) for one in _statements(function) if _asks_everybody(one, words)]
    return sorted(set(found))


def _for_operators(function: ast.FunctionDef) -> bool:
    """Only those who keep the machine running come in, and what they see there is nobody's."""
    return any(isinstance(one, ast.Name) and one.id == "operator_only" for one in function.decorator_list)


def _is_text(annotation: ast.expr | None) -> bool:
    return isinstance(annotation, ast.Name) and annotation.id in {"str", "int"}


def _statements(function: ast.FunctionDef) -> Iterator[ast.AST]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.Return | ast.Expr):
            yield node
        elif isinstance(node, ast.If | ast.While):
            yield node.test
        elif isinstance(node, ast.For):
            yield node.iter


def _asks_everybody(statement: ast.AST, words: set[str]) -> bool:
    nodes = list(ast.walk(statement))
    if not any(_opens_a_table(node) for node in nodes):
        return False
    if any(isinstance(node, ast.Attribute | ast.Name) and last_word(node) in GATES for node in nodes):
        return False
    values = [node.value for node in nodes if isinstance(node, ast.keyword) and node.arg]
    return not any(_was_found(value, words) for value in values)


def _opens_a_table(node: ast.AST) -> bool:
    """`Ask.objects`, or `get_object_or_404(Ask, ...)`."""
    if isinstance(node, ast.Call) and last_word(node.func) in {"get_object_or_404", "get_list_or_404"}:
        return isinstance(node.args[0], ast.Name) and node.args[0].id[0].isupper()
    return isinstance(node, ast.Attribute) and node.attr in MANAGERS


def _was_found(value: ast.expr, words: set[str]) -> bool:
    if isinstance(value, ast.Name):
        return value.id not in words
    if isinstance(value, ast.Call):  # `the_ask(request, ask_id)` looks it up itself; `run.values("pk")` narrows
        if value.args and isinstance(value.args[0], ast.Name) and value.args[0].id == "request":
            return True
        told = {one.id for part in value.args for one in ast.walk(part) if isinstance(one, ast.Name)}
        return isinstance(value.func, ast.Attribute) and not told & words and _was_found(value.func.value, words)
    if not isinstance(value, ast.Attribute):
        return False
    root: ast.expr = value
    while isinstance(root, ast.Attribute):
        root = root.value
    if isinstance(root, ast.Name) and root.id == "request":
        return value.attr == "user" or ast.unparse(value).startswith("request.user.")
    return isinstance(root, ast.Name) and not root.id[0].isupper()


def last_word(node: ast.expr) -> str:
    """`execute` of `cursor.execute`."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _of(node: ast.expr) -> str:
    return last_word(node.value) if isinstance(node, ast.Attribute) else ""


def _line(node: ast.AST) -> int:
    return int(getattr(node, "lineno", 0))
