"""The key with which push services know us (VAPID, RFC 8292): made on first use, kept in `data/keys`."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from dugnad.config import secret
from dugnad.notify.addresses import domain

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

LASTS = timedelta(hours=12)
"""How long what is signed is good for; more than a day is refused by push services."""
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the curve P-256."""


def public_key() -> str:
    """What a browser is told, so that nobody else can wake it: an uncompressed point in base64url."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # as below

    return _plain(_vapid().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def authorization(endpoint: str, at: datetime) -> str:
    """The header that tells the push service behind `endpoint` that it is us: a JWT by ES256 (RFC 7518, 3.4)."""
    told = urlsplit(endpoint)
    claims = {
        "aud": f"{told.scheme}://{told.netloc}",
        "exp": int((at + LASTS).timestamp()),
        "sub": f"mailto:dugnad@{domain()}",
    }
    signed = ".".join(_plain(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
    return f"vapid t={signed}.{_plain(_signature(signed.encode()))},k={public_key()}"


def _signature(text: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric import ec, utils  # as below
    from cryptography.hazmat.primitives.hashes import SHA256

    r, s = utils.decode_dss_signature(_vapid().sign(text, ec.ECDSA(SHA256())))
    return r.to_bytes(32) + s.to_bytes(32)


def _plain(told: bytes) -> str:
    return urlsafe_b64encode(told).decode().rstrip("=")


def _vapid() -> EllipticCurvePrivateKey:
    return _made(settings.CONFIG.data)


@lru_cache(maxsize=4)
def _made(data: Path) -> EllipticCurvePrivateKey:
    """From the secret in the folder, by hashing: so two processes that make it at once make the same."""
    # Some megabytes that each page process would carry for one page.
    from cryptography.hazmat.primitives.asymmetric import ec

    seed = hashlib.sha512(b"dugnad push 1\x00" + secret(data, "push").encode()).digest()
    return ec.derive_private_key(int.from_bytes(seed, "big") % (ORDER - 1) + 1, ec.SECP256R1())
