"""The child process that decodes a stranger's picture, run as `python -I picture_child.py LARGEST`.

It reads the picture from standard input and answers on standard output with one line of JSON and, where that holds
no refusal, the new picture. It may use little memory and time and can neither open nor write a file nor start a
process. It imports Pillow and nothing of Dugnad, so no page process ever carries Pillow.
"""

from __future__ import annotations

import copy
import io
import json
import resource
import sys
import warnings

from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    ImagePalette,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    PpmImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

MEMORY = 512 * 1024 * 1024
SECONDS = 10
PIXELS = 25_000_000
FRAMES = 100
QUALITY = 82
# Pillow loads these when it first needs them, and then no file may be opened any more.
LOADED = (
    *(copy, BmpImagePlugin, GifImagePlugin, ImagePalette, JpegImagePlugin, MpoImagePlugin),
    *(PngImagePlugin, PpmImagePlugin, TiffImagePlugin, WebPImagePlugin),
)
FORMATS = ("GIF", "JPEG", "PNG", "WEBP")
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class Unfit(Exception):
    """The picture is not taken; the argument is a word of `pictures.REASONS`."""


def limit() -> None:
    """Give up what decoding does not need. The reason: a flaw in a decoder should lead nowhere."""
    Image.MAX_IMAGE_PIXELS = PIXELS
    Image.preinit()
    warnings.simplefilter("ignore")
    for what, ours in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        _soft, hard = resource.getrlimit(what)
        most = ours if hard == resource.RLIM_INFINITY else min(ours, hard)
        resource.setrlimit(what, (most, most))


def opened(data: bytes) -> Image.Image:
    """The picture with its header read and found acceptable, no pixel decoded yet."""
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise Unfit("pixels") from error
    if image.width * image.height > PIXELS:
        raise Unfit("pixels")
    return image


def first_frame(data: bytes) -> Image.Image:
    """The picture, or the first frame of an animation of at most `FRAMES`."""
    if getattr(opened(data), "n_frames", 1) > FRAMES:
        raise Unfit("frames")
    return opened(data)


def remade(image: Image.Image, largest: int) -> Image.Image:
    """At most `largest` wide and high, upright, in 8-bit sRGB with or without transparency."""
    image.draft(None, (largest, largest))
    image.load()
    profile, turn = image.info.get("icc_profile"), turn_to_upright(image)
    image = eight_bit(image)
    image.thumbnail((largest, largest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if turn is not None:
        image = image.transpose(turn)
    return in_srgb(image, profile)


def turn_to_upright(image: Image.Image) -> Image.Transpose | None:
    """How the camera was held, where it says so in a form that can be read."""
    try:
        return TURNS.get(int(image.getexif().get(ORIENTATION, 1)))
    except Exception:
        return None


def eight_bit(image: Image.Image) -> Image.Image:
    """The same picture in a mode that can be scaled: L, RGB, RGBA or CMYK."""
    if image.mode.startswith("I"):
        # 16-bit grey: `convert` alone would clip it to white instead of scaling it.
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in {"L", "RGB", "RGBA", "CMYK"} and "transparency" not in image.info:
        return image
    return image.convert("RGBA")


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as the profile meant them; a profile that cannot be read is ignored."""
    plain = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=plain)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            turned = None
        if turned is not None:
            return turned
    return image.convert(plain)


def encoded(image: Image.Image) -> bytes:
    """WebP of the pixels alone: copied into a new picture, so that nothing else can come along."""
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    buffer = io.BytesIO()
    bare.save(buffer, "WEBP", quality=QUALITY, method=4, exif=b"", xmp=b"", icc_profile=b"")
    return buffer.getvalue()


def answer(data: bytes, largest: int) -> tuple[dict[str, object], bytes]:
    """What goes to standard output: the line and the picture."""
    try:
        image = remade(first_frame(data), largest)
        webp = encoded(image)
    except Unfit as unfit:
        return {"refused": str(unfit)}, b""
    except MemoryError:
        return {"refused": "heavy"}, b""
    except Exception:
        # Whatever a decoder says about a broken file, to the person it is one thing: it cannot be read.
        return {"refused": "broken"}, b""
    return {"width": image.width, "height": image.height}, webp


def main() -> None:
    """Read, limit oneself, answer."""
    limit()
    line, webp = answer(sys.stdin.buffer.read(), int(sys.argv[1]))
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n" + webp)


if __name__ == "__main__":
    main()
