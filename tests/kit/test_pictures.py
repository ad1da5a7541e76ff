"""Pictures made anew: the pixels stay, what a camera or an attacker put beside them does not."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import struct
import subprocess
import sys
import threading
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from dugnad.kit import pictures
from dugnad.kit.pictures import CHILD, LARGEST_FILE, REASONS, Picture, reencode
from dugnad.kit.refusal import Refused

NEEDLE = b"59.3293N-18.0686E-needle"
RED, BLUE = (200, 30, 30), (30, 30, 200)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def plain(size: tuple[int, int] = (40, 20), mode: str = "RGB") -> Image.Image:
    """Left half red, right half blue."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    return image.convert(mode)


def seen(picture: Picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.webp))
    assert image.format == "WEBP"
    assert image.size == (picture.width, picture.height)
    return image


def near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    return all(abs(is_ - should) < 40 for is_, should in zip(pixel, colour, strict=False))


def chunks(webp: bytes) -> set[bytes]:
    """The names of the parts of a WebP file."""
    names, at = set(), 12
    while at + 8 <= len(webp):
        names.add(webp[at : at + 4])
        size = int.from_bytes(webp[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return names


def assert_bare(picture: Picture) -> None:
    """Nothing but pixels."""
    assert chunks(picture.webp) <= {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
    assert NEEDLE not in picture.webp
    image = seen(picture)
    assert not image.getexif()
    assert not {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        reencode(data)
    return next(name for name, reason in REASONS.items() if reason == refused.value.reason)


def png(width: int, height: int, rows: bytes | None = None) -> bytes:
    """A black one-bit PNG made by hand, because Pillow would need the memory for it."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    packed = zlib.compress(bytes((1 + (width + 7) // 8) * height) if rows is None else rows, 9)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("WEBP", "RGB"), ("WEBP", "RGBA"), ("GIF", "P")]
    + [("PNG", mode) for mode in ("RGB", "RGBA", "P", "L", "LA", "1", "I;16")],
)
def test_every_kind_of_picture_becomes_a_bare_webp(kind: str, mode: str) -> None:
    picture = reencode(saved(plain((400, 200), "L").convert(mode) if mode == "I;16" else plain((400, 200), mode), kind))
    assert (picture.width, picture.height) == (400, 200)
    assert picture.sha256 == hashlib.sha256(picture.webp).hexdigest()
    assert_bare(picture)
    if mode not in {"L", "LA", "1", "I;16"}:
        left, right = seen(picture).getpixel((20, 100)), seen(picture).getpixel((380, 100))
        assert near(left, RED)
        assert near(right, BLUE)


def test_a_large_picture_becomes_smaller_and_a_small_one_does_not_grow() -> None:
    large = reencode(saved(plain((3000, 1000)), "JPEG"))
    assert (large.width, large.height) == (1600, 533)
    small = reencode(saved(plain((30, 10)), "PNG"), largest=20)
    assert (small.width, small.height) == (20, 7)
    same = reencode(saved(plain((30, 10)), "PNG"))
    assert (same.width, same.height) == (30, 10)


def test_what_is_transparent_stays_so() -> None:
    image = plain((40, 20), "RGBA")
    image.putalpha(Image.new("L", (40, 20), 0))
    assert seen(reencode(saved(image, "PNG"))).convert("RGBA").getchannel("A").getextrema() == (0, 0)


def test_grey_of_sixteen_bits_is_scaled_and_not_clipped() -> None:
    grey = Image.new("I;16", (20, 20), 0x8000)
    value = seen(reencode(saved(grey, "PNG"))).convert("L").getpixel((10, 10))
    assert isinstance(value, int)
    assert abs(value - 128) < 4


def exif_with_place() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = NEEDLE.decode()
    exif[0xA431] = "serial " + NEEDLE.decode()
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (59.0, 19.0, 45.0), "E", (18.0, 4.0, 7.0)
    exif[0x8825] = gps
    return exif


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>' + NEEDLE + b"</rdf:RDF></x:xmpmeta>"


def with_text() -> PngImagePlugin.PngInfo:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", NEEDLE.decode())
    text.add_itxt("Author", NEEDLE.decode())
    text.add_text("Zipped", NEEDLE.decode(), zip=True)
    return text


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"exif": exif_with_place()}),
        ("PNG", {"exif": exif_with_place()}),
        ("WEBP", {"exif": exif_with_place()}),
        ("JPEG", {"xmp": XMP}),
        ("WEBP", {"xmp": XMP}),
        ("JPEG", {"comment": NEEDLE}),
        ("GIF", {"comment": NEEDLE}),
        ("PNG", {"pnginfo": with_text()}),
    ],
)
def test_nothing_tells_where_when_or_with_what_it_was_taken(kind: str, options: dict[str, Any]) -> None:
    data = saved(plain(), kind, **options)
    assert NEEDLE in data
    assert_bare(reencode(data))


def test_the_thumbnail_a_camera_made_is_gone() -> None:
    thumbnail = saved(plain(), "JPEG", comment=NEEDLE)
    exif = exif_with_place()
    directory = exif.get_ifd(1)
    directory[0x0103], directory[0x0201], directory[0x0202] = 6, 200, len(thumbnail)
    data = saved(plain(), "JPEG", exif=exif.tobytes() + thumbnail)
    assert data.count(b"\xff\xd8\xff") == 2
    picture = reencode(data)
    assert_bare(picture)
    assert b"\xff\xd8\xff" not in picture.webp


def test_a_usual_profile_changes_no_colour_and_is_gone() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = reencode(saved(plain(), "JPEG", icc_profile=profile))
    assert_bare(picture)
    assert near(seen(picture).getpixel((5, 10)), RED)


def gamma_one() -> bytes:
    """An sRGB profile whose tone curves are made straight: the same numbers then mean lighter colours."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for at in range(132, 132 + 12 * int.from_bytes(profile[128:132], "big"), 12):
        if bytes(profile[at : at + 4]) in {b"rTRC", b"gTRC", b"bTRC"}:
            start = int.from_bytes(profile[at + 4 : at + 8], "big")
            profile[start : start + 14] = b"curv" + bytes(4) + (1).to_bytes(4, "big") + b"\x01\x00"
            profile[at + 8 : at + 12] = (14).to_bytes(4, "big")
    return bytes(profile)


def test_a_profile_is_used_before_it_is_dropped() -> None:
    grey = Image.new("RGB", (20, 20), (55, 55, 55))
    picture = reencode(saved(grey, "PNG", icc_profile=gamma_one()))
    assert_bare(picture)
    assert near(seen(picture).getpixel((10, 10)), (128, 128, 128))


def test_a_profile_that_cannot_be_read_is_ignored() -> None:
    picture = reencode(saved(plain(), "JPEG", icc_profile=NEEDLE * 4))
    assert_bare(picture)
    assert near(seen(picture).getpixel((5, 10)), RED)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("orientation", "turned"),
    [
        (2, Image.Transpose.FLIP_LEFT_RIGHT),
        (3, Image.Transpose.ROTATE_180),
        (4, Image.Transpose.FLIP_TOP_BOTTOM),
        (5, Image.Transpose.TRANSPOSE),
        (6, Image.Transpose.ROTATE_90),
        (7, Image.Transpose.TRANSVERSE),
        (8, Image.Transpose.ROTATE_270),
    ],
)
def test_a_picture_stands_as_it_was_held(kind: str, orientation: int, turned: Image.Transpose) -> None:
    upright = plain((80, 40))
    upright.paste((20, 200, 20), (0, 0, 40, 20))
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = reencode(saved(upright.transpose(turned), kind, exif=exif))
    assert_bare(picture)
    assert (picture.width, picture.height) == (80, 40)
    image = seen(picture)
    assert near(image.getpixel((20, 10)), (20, 200, 20))
    assert near(image.getpixel((20, 32)), RED)
    assert near(image.getpixel((60, 20)), BLUE)


def test_an_orientation_nobody_knows_changes_nothing() -> None:
    exif = Image.Exif()
    exif[0x0112] = 77
    assert near(seen(reencode(saved(plain(), "JPEG", exif=exif))).getpixel((5, 10)), RED)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_first_picture_is_kept(kind: str) -> None:
    frames = [Image.new("RGB", (20, 20), (index * 2, 200 - index, index)) for index in range(100)]
    options: dict[str, Any] = {"save_all": True, "lossless": True}
    picture = reencode(saved(frames[0], kind, append_images=frames[1:], **options))
    assert_bare(picture)
    assert getattr(seen(picture), "n_frames", 1) == 1
    assert near(seen(picture).getpixel((10, 10)), (0, 200, 0))
    assert refusal(saved(frames[0], kind, append_images=[*frames[1:], frames[0]], **options)) == "frames"


def test_of_a_phones_double_picture_the_first_is_kept() -> None:
    data = saved(plain(), "MPO", save_all=True, append_images=[plain().rotate(180)], exif=exif_with_place())
    assert data.startswith(b"\xff\xd8\xff")
    picture = reencode(data)
    assert_bare(picture)
    assert near(seen(picture).getpixel((5, 10)), RED)


def memory_peak() -> int:
    """Bytes this process held at most since `forget_peak`."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise AssertionError("no VmHWM")


@pytest.mark.parametrize("side", [13_000, 30_000])
def test_a_bomb_is_refused_before_it_is_decoded(side: int) -> None:
    bomb = png(side, side)
    assert len(bomb) < 200_000
    Path("/proc/self/clear_refs").write_text("5")
    before = memory_peak()
    assert refusal(bomb) == "pixels"
    assert memory_peak() - before < 30_000_000


def test_exactly_the_limit_of_pixels_is_taken() -> None:
    assert reencode(png(5000, 5000), largest=100).width == 100
    assert refusal(png(5001, 5000)) == "pixels"


def test_a_file_beyond_ten_megabytes_is_refused() -> None:
    picture = saved(plain(), "JPEG")
    assert reencode(picture + bytes(LARGEST_FILE - len(picture))).width == 40
    assert refusal(picture + bytes(LARGEST_FILE - len(picture) + 1)) == "large"


NO_PICTURES = {
    "nothing": b"",
    "words": b"hello",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "pdf": b"%PDF-1.7",
    "bmp": saved(plain(), "BMP"),
    "tiff": b"II*\x00" + bytes(60),
    "avif": b"\x00\x00\x00\x1cftypavif" + bytes(40),
    "sound": b"RIFF\x00\x00\x00\x00WAVE",
    "two bytes": b"\xff\xd8",
}


@pytest.mark.parametrize("data", NO_PICTURES.values(), ids=NO_PICTURES.keys())
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert refusal(data) == "unknown"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_file_cut_short_is_refused(kind: str) -> None:
    noise = Image.frombytes("L", (200, 200), os.urandom(40_000)).convert("P" if kind == "GIF" else "RGB")
    data = saved(noise, kind)
    for share in (0.1, 0.5, 0.9):
        assert refusal(data[: int(len(data) * share)]) == "broken"


@pytest.mark.parametrize(
    "head",
    [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\x40\x00\x00\x00WEBP"],
    ids=["jpeg", "png", "gif", "webp"],
)
def test_a_script_behind_a_pictures_first_bytes_is_refused(head: bytes) -> None:
    assert refusal(head + b"/*<script>alert(1)</script>*/" * 20) == "broken"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_what_hangs_behind_a_picture_is_gone(kind: str) -> None:
    tail = b"PK\x03\x04<script>alert(1)</script>" + NEEDLE
    picture = reencode(saved(plain(), kind) + tail)
    assert_bare(picture)
    assert b"script" not in picture.webp


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_a_picture_with_wrong_bytes_is_refused_or_made_bare(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]))
    whole = bytearray(saved(plain((64, 64)), kind))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(12, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        picture = reencode(bytes(whole))
    except Refused:
        return
    assert_bare(picture)


def child_of_mine() -> int | None:
    """The decoding process that this one started, if there is one."""
    for task in Path("/proc/self/task").iterdir():
        for pid in (task / "children").read_text().split():
            if str(CHILD).encode() in Path(f"/proc/{pid}/cmdline").read_bytes():
                return int(pid)
    return None


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGXCPU, signal.SIGSEGV])
def test_a_child_that_dies_is_a_clear_refusal(sign: signal.Signals) -> None:
    heavy = saved(Image.new("RGBA", (5000, 5000)), "PNG")

    def kill() -> None:
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            if (pid := child_of_mine()) is not None:
                os.kill(pid, sign)
                return
            time.sleep(0.005)

    killer = threading.Thread(target=kill)
    killer.start()
    assert refusal(heavy) == "heavy"
    killer.join()


def many_scans() -> bytes:
    """A small progressive JPEG of 25 million pixels that says the same thing 100,000 times."""
    whole = saved(Image.new("L", (5000, 5000), 128), "JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    scan = whole[last:-2]
    return whole[:-2] + scan * ((LARGEST_FILE - len(whole)) // len(scan)) + whole[-2:]


@pytest.mark.fault
def test_a_picture_that_takes_for_ever_is_stopped() -> None:
    started = time.monotonic()
    assert refusal(many_scans()) == "heavy"
    assert 5 < time.monotonic() - started < pictures.SECONDS + 3


def test_page_processes_never_carry_pillow() -> None:
    program = "import sys, dugnad.kit.pictures; print('PIL' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
