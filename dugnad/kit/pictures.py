"""Pictures from strangers, made anew: what is kept is pixels, and no page process ever decodes one."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Thread, Timer
from typing import IO

from django.utils.translation import gettext_lazy as _

from dugnad.kit.refusal import Refused

CHILD = Path(__file__).with_name("picture_child.py")
LARGEST_FILE = 10 * 1024 * 1024
SECONDS = 15
"""Wall time for one picture; its processor time is limited to 10 s in the child."""

REASONS = {
    "large": _("This file is larger than 10 MB. Choose a smaller picture, or make this one smaller first."),
    "unknown": _("This does not look like a JPEG, PNG, GIF or WebP picture. Save it as one of these and try again."),
    "pixels": _("This picture is larger than 25 million pixels. Make it smaller and try again."),
    "frames": _("This animation has more than 100 pictures. Choose a still picture or a shorter one."),
    "broken": _("This picture is damaged or incomplete. Open it, save it again as JPEG or PNG and try that one."),
    "heavy": _("This picture takes too much to open. Make it smaller, save it as JPEG or PNG and try again."),
}


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept: WebP, sRGB, no metadata. `sha256` is that of `webp`, in hex."""

    webp: bytes
    width: int
    height: int
    sha256: str


def reencode(data: bytes, *, largest: int = 1600) -> Picture:
    """`data` (JPEG, PNG, WebP or GIF, at most 10 MB and 25 million pixels) as a bare WebP.

    At most `largest` pixels wide and high, upright, of an animation the first picture. The work is done by a child
    process of at most 512 MB and 10 s. Raises `Refused` with a reason that says what to do.
    """
    if len(data) > LARGEST_FILE:
        raise Refused(REASONS["large"])
    if not _looks_like_a_picture(data):
        raise Refused(REASONS["unknown"])
    line, _newline, webp = _ask_child(data, largest).partition(b"\n")
    told = _told(line)
    if "refused" in told:
        raise Refused(REASONS.get(str(told["refused"]), REASONS["broken"]))
    width, height = told.get("width"), told.get("height")
    if not (isinstance(width, int) and isinstance(height, int) and _is_whole_webp(webp)):
        # It died: out of processor time or memory, or worse.
        raise Refused(REASONS["heavy"])
    return Picture(webp, width, height, hashlib.sha256(webp).hexdigest())


def _looks_like_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _is_whole_webp(data: bytes) -> bool:
    return _looks_like_webp(data) and int.from_bytes(data[4:8], "little") + 8 == len(data)


def _looks_like_a_picture(data: bytes) -> bool:
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")) or _looks_like_webp(data)


def _told(line: bytes) -> dict[str, object]:
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _ask_child(data: bytes, largest: int) -> bytes:
    """What the child wrote, at most `LARGEST_FILE` bytes of it: it is believed no more than the picture is."""
    with subprocess.Popen(
        [sys.executable, "-I", "-B", str(CHILD), str(largest)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={},
        start_new_session=True,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        clock = Timer(SECONDS, child.kill)
        writer = Thread(target=_write, args=(child.stdin, data), daemon=True)
        clock.start()
        writer.start()
        try:
            return child.stdout.read(LARGEST_FILE)
        finally:
            child.kill()
            clock.cancel()
            writer.join()


def _write(pipe: IO[bytes], data: bytes) -> None:
    try:
        with pipe:
            pipe.write(data)
    except BrokenPipeError:
        pass  # the child is gone; what it said, or did not say, is told to the person
