"""The report's words in the language of whoever reads, and dates as they write them."""

from __future__ import annotations

from django.utils.formats import get_format
from django.utils.translation import get_language, gettext, ngettext

from dugnad.pulse.report.words import Words


def words() -> Words:
    """Through Django's catalogues."""
    return Words(gettext, ngettext, str(get_format("DECIMAL_SEPARATOR")), get_language() or "en")
