#!/usr/bin/env python3
"""A signing key of your own, and signatures with it, on a machine of your own: for stewards whose browser cannot.

    python3 sign_approval.py key CIRCLE HANDLE my-key      # a new key, into the file my-key; paste what it shows
    python3 sign_approval.py sign to-sign-….json my-key    # the signature; read what it shows before you paste it

It needs Python and the package `cryptography`, and no network. The file with the key is made for your eyes alone, with
a passphrase if you give one: whoever has both can sign in your name. Where a copy of it is, only you know.
"""

import argparse
import getpass
import json
import os
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def canonical(value: object) -> str:
    """RFC 8785, for words and whole numbers."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def passphrase(asked: argparse.Namespace) -> bytes:
    if asked.no_passphrase:
        return b""
    return getpass.getpass("Passphrase of the key: ").encode()


def make(asked: argparse.Namespace) -> int:
    key, secret = Ed25519PrivateKey.generate(), passphrase(asked)
    sealing = BestAvailableEncryption(secret) if secret else NoEncryption()
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, sealing)
    # Never over a key that is there: it may be the only copy.
    with os.fdopen(os.open(asked.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text)
    public = key.public_key().public_bytes_raw().hex()
    told = {"for": "dugnad signing key 1", "circle": asked.circle, "handle": asked.handle, "key": public}
    say(f"The public key:\n{public}\nIts proof:\n{key.sign(canonical(told).encode()).hex()}")
    return 0


def sign(asked: argparse.Namespace) -> int:
    with open(asked.text, encoding="utf-8") as file:
        text = file.read().strip()
    told = json.loads(text)
    if not isinstance(told, dict) or told.get("for") != "dugnad approval 1" or canonical(told) != text:
        sys.exit("WRONG: this is not a proposal as it has to be written for signing.")
    for name in ("action", "circle", "parameters", "why", "opens", "expires"):
        say(f"{name}: {json.dumps(told.get(name), ensure_ascii=False)}")
    with open(asked.file, "rb") as file:
        key = load_pem_private_key(file.read(), passphrase(asked) or None)
    if not isinstance(key, Ed25519PrivateKey):
        sys.exit("WRONG: this is another kind of key.")
    say(f"The signature:\n{key.sign(text.encode()).hex()}")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    deeds = parser.add_subparsers(required=True)
    new = deeds.add_parser("key", help="a new key")
    new.add_argument("circle", help="as the page shows it")
    new.add_argument("handle", help="your name in the movement")
    new.set_defaults(deed=make)
    signing = deeds.add_parser("sign", help="sign a proposal")
    signing.add_argument("text", help="the words to sign, from the page of the proposal")
    signing.set_defaults(deed=sign)
    for one in (new, signing):
        one.add_argument("file", help="the file with the key")
        one.add_argument("--no-passphrase", action="store_true", help="keep the key in the file as it is")
    asked = parser.parse_args()
    result: int = asked.deed(asked)
    return result


if __name__ == "__main__":
    sys.exit(main())
