"""Words as a search or a comparison sees them."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db import models


def same_in_any_case(text: str) -> str:
    """`text` as it compares when case and ways of writing the same letter do not matter: Åsa is åsa, not asa."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def fold(text: str) -> str:
    """`text` in lower case, without accents and with single spaces: Göteborg becomes goteborg."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


class FoldedField(models.CharField):  # type: ignore[type-arg]  # generic for the checker only
    """A copy of another text field as it compares in any case, filled in whenever the row is written."""

    def __init__(self, *args: Any, of: str, **options: Any) -> None:
        self.of = of
        options["editable"] = False
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """What a migration writes down."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """The value for the row; bulk writes come by here too."""
        value = same_in_any_case(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, value)
        return value
