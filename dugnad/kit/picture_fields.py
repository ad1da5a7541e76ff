"""Several pictures in one question."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dugnad.kit.pictures import Picture, reencode
from dugnad.kit.refusal import Refused

ACCEPTED = "image/jpeg,image/png,image/webp,image/gif"


class PicturesInput(forms.FileInput):
    """An input that takes several pictures."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": ACCEPTED, **(attrs or {})})


class PicturesField(forms.FileField):
    """At most `most` pictures, made anew without metadata: cleaned, they are a list of `Picture`."""

    widget = PicturesInput

    def __init__(self, *, most: int, **options: Any) -> None:
        super().__init__(**options)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> list[Picture]:
        """Raises `ValidationError` with the name of the file that is at fault."""
        files: list[UploadedFile[bytes]] = list(data) if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > self.most:
            raise forms.ValidationError(_("Choose at most %(most)s pictures.") % {"most": self.most})
        return [self._made_anew(file) for file in files]

    def _made_anew(self, file: UploadedFile[bytes]) -> Picture:
        super().clean(file)
        try:
            return reencode(file.read())
        except Refused as refused:
            raise forms.ValidationError(
                "%(name)s: %(reason)s", params={"name": file.name, "reason": refused.reason}
            ) from refused
