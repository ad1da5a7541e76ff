"""Languages people speak, and words kept in several of them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

SPOKEN = [
    ("am", _("Amharic")), ("ar", _("Arabic")), ("bs", _("Bosnian, Croatian, Serbian")), ("bn", _("Bengali")),
    ("prs", _("Dari")), ("de", _("German")), ("en", _("English")), ("es", _("Spanish")), ("fa", _("Persian")),
    ("fi", _("Finnish")), ("fr", _("French")), ("ka", _("Georgian")), ("ku", _("Kurdish (Kurmanji)")),
    ("ckb", _("Kurdish (Sorani)")), ("no", _("Norwegian")), ("pl", _("Polish")), ("ps", _("Pashto")),
    ("pt", _("Portuguese")), ("ro", _("Romanian")), ("rom", _("Romani")), ("ru", _("Russian")), ("se", _("Sami")),
    ("so", _("Somali")), ("sq", _("Albanian")), ("sv", _("Swedish")), ("sgn", _("Sign language")),
    ("sw", _("Swahili")), ("ta", _("Tamil")), ("th", _("Thai")), ("ti", _("Tigrinya")), ("tr", _("Turkish")),
    ("uk", _("Ukrainian")), ("ur", _("Urdu")), ("vi", _("Vietnamese")), ("zh", _("Chinese")),
]  # fmt: skip


def in_language(names: Mapping[str, str], language: str | None = None) -> str:
    """The name in the reader's language, else in English, else in whichever there is; empty for no names."""
    wanted = (language or get_language() or "en").split("-")[0]
    return names.get(wanted) or names.get("en") or next(iter(names.values()), "")
