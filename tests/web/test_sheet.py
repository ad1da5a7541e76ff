"""The style sheet: colours that can be read in both themes, sides that turn with the writing."""

from __future__ import annotations

import colorsys
import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.ROOT) / "web" / "static" / "dugnad"


def tokens() -> dict[str, dict[str, str]]:
    """The custom properties of the style sheet, for each theme."""
    sheet = (STATIC / "dugnad.css").read_text()
    light, dark = re.findall(r":root \{(.+?)\n\s*\}", sheet, re.DOTALL)[:2]
    found = [dict(re.findall(r"--([\w-]+): ([^;]+);", block)) for block in (light, dark)]
    return {"light": found[0], "dark": found[0] | found[1]}


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` or `hsl(h s% l%)`, by WCAG 2."""
    if colour.startswith("#"):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    else:
        hue, saturation, lightness = (float(part) for part in re.findall(r"[\d.]+", colour))
        parts = list(colorsys.hls_to_rgb(hue / 360, lightness / 100, saturation / 100))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
class TestContrast:
    def test_black_on_white_is_21(self, theme: str) -> None:
        assert contrast("#000000", "#ffffff") == pytest.approx(21)
        assert contrast("hsl(0 0% 0%)", "#ffffff") == pytest.approx(21)

    def test_text(self, theme: str) -> None:
        token = tokens()[theme]
        grounds = ["paper", "raised", "sunk"]
        washes = ["practical", "emotional", "urgent", "done", "wrong"]
        pairs = [
            *[(text, ground) for text in ("ink", "muted", *washes) for ground in grounds],
            *[(text, f"{wash}-wash") for wash in washes for text in ("ink", "muted", wash)],
            ("done", "practical-wash"),
            ("done", "emotional-wash"),
        ]
        weak = {pair: contrast(token[pair[0]], token[pair[1]]) for pair in pairs}
        assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}

    def test_marks_and_edges(self, theme: str) -> None:
        token = tokens()[theme]
        weak = {
            (mark, ground): contrast(token[mark], token[ground])
            for mark in ("edge", "focus")
            for ground in ("paper", "raised", "sunk")
        }
        assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}

    def test_initials(self, theme: str) -> None:
        token = tokens()[theme]
        hues = re.findall(r"\.face-\d \{ --h: (\d+) \}", (STATIC / "dugnad.css").read_text())
        assert len(hues) == 8
        for hue in hues:
            assert contrast(f"hsl({hue} {token['face']})", f"hsl({hue} {token['face-ink']})") >= 4.5


class TestSheet:
    def test_only_logical_properties(self) -> None:
        sheet = (STATIC / "dugnad.css").read_text()
        sides, lengths = "(?:left|right|top|bottom)", "(?:width|height)"
        boxed = rf"(?:margin|padding|border|inset)-{sides}"
        alone = rf"[{{;] (?:{sides}|(?:min-|max-)?{lengths}): "
        assert re.findall(rf"(?<![\w-]){boxed}|{alone}", sheet) == []
        assert re.findall(rf"(?:text-align|float): {sides}", sheet) == []

    def test_nothing_from_elsewhere(self) -> None:
        assert re.findall(r"url\(|@import", (STATIC / "dugnad.css").read_text()) == []

    def test_colours_are_tokens(self) -> None:
        parts = (STATIC / "dugnad.css").read_text().split("@layer base {")[1].split("@media print")[0]
        assert re.findall(r"#[0-9a-f]{3,8}\b", parts.replace("#messages", "")) == []
