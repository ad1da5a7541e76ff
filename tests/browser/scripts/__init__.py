"""What is run inside a page to look at it."""

from __future__ import annotations

from pathlib import Path


def script(name: str) -> str:
    """The function in `<name>.js`, for `page.evaluate`; the remark above it is for its readers."""
    lines = (Path(__file__).parent / f"{name}.js").read_text().splitlines()
    return "\n".join(line for line in lines if not line.startswith("//"))
