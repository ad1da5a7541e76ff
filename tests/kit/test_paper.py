from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from dugnad.kit import paper
from dugnad.kit.paper import NoPaper, pdf

INSTALLED = importlib.util.find_spec("weasyprint") is not None


@pytest.mark.skipif(not INSTALLED, reason="WeasyPrint is optional, and not installed here")
def test_words_become_a_pdf_and_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("body { display: none }")
    with_it = pdf(f'<html lang="sv"><link rel="stylesheet" href="{secret.as_uri()}"><p>Hej Malmö</p></html>')
    without = pdf('<html lang="sv"><p>Hej Malmö</p></html>')
    assert with_it.startswith(b"%PDF-")
    assert abs(len(with_it) - len(without)) < 200


def test_where_the_library_is_absent_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As on a machine without it: the same child, with a search path that ends before the packages."""
    bare = tmp_path / "child.py"
    bare.write_text(f"import sys\nsys.path[:] = [p for p in sys.path if 'site-packages' not in p]\n{child()}")
    monkeypatch.setattr(paper, "CHILD", bare)
    with pytest.raises(NoPaper):
        pdf("<p>Hello</p>")


def child() -> str:
    lines = paper.CHILD.read_text().splitlines()
    return "\n".join(line for line in lines if not line.startswith("from __future__"))


def test_no_page_process_loads_it() -> None:
    assert "weasyprint" not in sys.modules
