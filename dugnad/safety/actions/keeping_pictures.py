"""Pictures as they were when they were reported, with a few pixels of each for those who have not asked to see it."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.files.base import ContentFile

from dugnad.kit.ids import new_key
from dugnad.kit.pictures import reencode
from dugnad.kit.refusal import Refused
from dugnad.safety.models import Report, ReportPicture
from dugnad.safety.reportable import Shown

BLURRED = 16
"""Pixels."""


def keep(report: Report, pictures: Sequence[Shown]) -> None:
    """Copy them, so that they are there when the thing is gone. One that cannot be read any more is left out."""
    for shown in pictures:
        try:
            with shown.file.open("rb") as original:
                data = original.read()
            blurred = reencode(data, largest=BLURRED).webp
        except (OSError, Refused):
            continue
        ReportPicture.objects.create(
            report=report,
            file=ContentFile(data, name=f"{new_key()}.webp"),
            blurred=blurred,
            describes=shown.describes,
        )
