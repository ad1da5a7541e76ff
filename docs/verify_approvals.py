#!/usr/bin/env python3
"""Check what stewards signed, with nothing but Python and the file that the page of the proposal offers.

    python3 verify_approvals.py approvals-….json                       # are these signatures, and how many
    python3 verify_approvals.py approvals-….json --key 3f1c…           # … and are they of these keys, noted down before
    python3 verify_approvals.py approvals-….json --stewards 5          # … and are they enough of so many stewards

It reads one file and asks nobody. It shows that each signature was made over these very words by whoever has the key.
It cannot show whose key that is: compare its number with what the steward shows you, and give the keys you know with
--key.

Ed25519 as RFC 8032 defines it. Not for signing: it takes no care to hide how long it thinks.
"""

import argparse
import hashlib
import json
import sys

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def add(a, b):
    """The sum of two points (X, Y, Z, T), x = X/Z, y = Y/Z, xy = T/Z."""
    one, two = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    three, four = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = two - one, four - three, four + three, two + one
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(number, point):
    result = (0, 1, 1, 0)
    while number > 0:
        if number & 1:
            result = add(result, point)
        point, number = add(point, point), number >> 1
    return result


def same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def x_of(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT % P
    if (x * x - square) % P != 0:
        return None
    return P - x if (x & 1) != sign else x


_Y = 4 * pow(5, P - 2, P) % P
_X = x_of(_Y, 0)
BASE = (_X, _Y, 1, _X * _Y % P)


def point_of(text: bytes):
    """The point that 32 bytes stand for; None if they stand for none."""
    number = int.from_bytes(text, "little")
    y = number & (2**255 - 1)
    x = x_of(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


def verifies(key: bytes, text: bytes, signature: bytes) -> bool:
    """Whether `signature` over `text` was made with the other half of `key`; no key of small order can."""
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r = point_of(key), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= Q or same(times(8, a), (0, 1, 1, 0)):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % Q
    return same(times(s, BASE), add(r, times(h, a)))


def needed(stewards: int) -> int:
    """Two thirds of them, rounded up, and two at least."""
    return max(2, -(-2 * stewards // 3))


def number_of(key: bytes) -> str:
    """What stands beside a key on the pages."""
    digits = hashlib.sha256(key).hexdigest()[:20]
    return " ".join(digits[place : place + 4] for place in range(0, 20, 4))


def digits(text: object) -> bytes:
    try:
        return bytes.fromhex(str(text))
    except ValueError:
        return b""


def canonical(value: object) -> str:
    """RFC 8785, for words and whole numbers."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def read(path: str) -> dict:
    with open(path, encoding="utf-8") as file:
        try:
            told = json.load(file)
            inner = json.loads(told["text"])
        except (ValueError, KeyError, TypeError):
            sys.exit("WRONG: this is not a file of approvals.")
    if told.get("for") != "dugnad approvals 1" or inner.get("for") != "dugnad approval 1":
        sys.exit("WRONG: this is not a file of approvals.")
    if canonical(inner) != told["text"]:
        sys.exit("WRONG: the words are not written as they have to be for signing.")
    return told


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", help="the file from the page of the proposal")
    parser.add_argument("--key", action="append", default=[], help="a public key you know; others do not count then")
    parser.add_argument("--stewards", type=int, help="how many stewards there were, instead of what the file says")
    asked = parser.parse_args()
    told = read(asked.file)
    say(f"What was signed: {told['text']}")
    say(f"As the page said it: {told.get('sentence')}")
    known, good = {digits(key) for key in asked.key}, set()
    for one in told.get("approvals", []):
        key, name = digits(one.get("key")), one.get("name") or "(no name)"
        if not verifies(key, told["text"].encode(), digits(one.get("signature"))):
            say(f"WRONG: {name}, key {number_of(key)}: this is not a signature over these words.")
        elif known and key not in known:
            say(f"UNKNOWN: {name}, key {number_of(key)}: none of the keys you gave.")
        else:
            say(f"signed: {name}, key {number_of(key)}")
            good.add(key)
    stewards = asked.stewards if asked.stewards is not None else int(told.get("stewards", 0))
    say(f"{len(good)} signatures of different keys; of {stewards} stewards it takes {needed(stewards)}.")
    return 0 if stewards > 1 and len(good) >= needed(stewards) else 1


if __name__ == "__main__":
    sys.exit(main())
