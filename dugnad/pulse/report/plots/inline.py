"""SVG of matplotlib made fit for a page: no style attributes, colours by the page's tokens, its font, no stray ids."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

SVG = "http://www.w3.org/2000/svg"
LINKED = "{http://www.w3.org/1999/xlink}href"
TOKENS = {
    "ink": "#22201c",
    "muted": "#645d52",
    "line": "#d5ccbd",
    "practical": "#0f655e",
    "emotional": "#a63d28",
    "urgent": "#7d5100",
    "paper": "#fbf8f3",
    "done": "#43622a",
}
COLOURS = tuple(f"#0101{place:02x}" for place in range(1, len(TOKENS) + 1))
"""What a token is while it is drawn."""
DRAWN = dict(zip(COLOURS, TOKENS.items(), strict=True))
POINTED = re.compile(r"#([\w-]+)")


def inline(text: str, measure: str, title: str) -> str:
    """The `<svg>` of `text`, with `title` as its name; ids in it begin with `measure`."""
    root = ElementTree.fromstring(text)  # nosec B314  # what matplotlib has just written here
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in {f"{{{SVG}}}metadata", f"{{{SVG}}}style"}:
                parent.remove(child)
    pointed = {name for one in root.iter() for value in one.attrib.values() for name in _pointed(value)}
    for one in root.iter():
        _plain(one, measure, pointed)
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.attrib |= {"class": "plot", "role": "img", "aria-label": title, "direction": "ltr"}
    return _written(root)


def _pointed(value: str) -> list[str]:
    return POINTED.findall(value) if value.startswith(("#", "url(#")) else []


def _plain(one: Element, measure: str, pointed: set[str]) -> None:
    """Style as attributes, ids only where something points to them."""
    for declared in filter(None, (part.strip() for part in one.attrib.pop("style", "").split(";"))):
        name, _, value = (part.strip() for part in declared.partition(":"))
        if name == "font":
            one.attrib["font-size"] = re.findall(r"([\d.]+)px", value)[0]
            if re.search(r"\b(?:bold|[67]00)\b", value):
                one.attrib["font-weight"] = "600"
        elif name != "font-family":
            one.attrib[name] = _coloured(value)
    if one.attrib.get("transform", "").startswith("rotate(-0 "):
        del one.attrib["transform"]
    if "fill" in one.attrib:
        one.attrib["fill"] = _coloured(one.attrib["fill"])
    if (linked := one.attrib.pop(LINKED, None)) is not None:
        one.attrib["href"] = linked
    if one.attrib.get("id") not in pointed:
        one.attrib.pop("id", None)
    for name, value in one.attrib.items():
        if name == "id":
            one.attrib[name] = f"{measure}-{value}"
        elif _pointed(value):
            one.attrib[name] = POINTED.sub(rf"#{measure}-\1", value)


def _coloured(value: str) -> str:
    name, light = DRAWN.get(value.lower(), ("", ""))
    return f"var(--{name}, {light})" if name else value


def _written(root: Element) -> str:
    for one in root.iter():
        one.tag = one.tag.removeprefix(f"{{{SVG}}}")
        one.text, one.tail = (None if text is None or not text.strip() else text for text in (one.text, one.tail))
    return ElementTree.tostring(root, encoding="unicode")
