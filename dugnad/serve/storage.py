"""Static files under names made from their content, once they are collected; under their own names before."""

from __future__ import annotations

from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Hashed and compressed names where `dugnad serve` has collected; plain ones in tests and tools."""

    def url(self, name: str | None, force: bool = False) -> str:
        """The address of a static file."""
        if not self.hashed_files:
            return StaticFilesStorage.url(self, name)
        return str(super().url(name, force))
