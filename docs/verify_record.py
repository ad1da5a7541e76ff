#!/usr/bin/env python3
"""Check the record of a movement, with nothing but Python and files that its pages offer.

    python3 verify_record.py export record.jsonl                      # the whole: every hash, the root, the signature
    python3 verify_record.py export record.jsonl --kept head.txt      # and that it goes on from a head you kept
    python3 verify_record.py receipt receipt.json                     # a decision you saw stands under a signed head
    python3 verify_record.py head head.txt --key dugnad.example.org/record+0a1b2c3d+AT…
    python3 verify_record.py heads older.txt newer.txt proof.json --key …    # the newer one goes on from the older

It asks nobody: everything it reads is a file of yours. Without --key it believes the key that stands in the file, and
tells you which one that is: compare it with the one you noted down, or with what other members see.

What it shows: that the entries are those that were signed, in that order, none of them changed, left out or put in
afterwards. What it cannot show: that what was decided was right, or that something was put on record at all.

Hashes are those of RFC 6962, proofs are checked as RFC 9162 says, signatures are Ed25519 (RFC 8032), and heads are
written as C2SP signed-note and tlog-checkpoint say. It ends with 0 when all is well and with 1 when anything is wrong.
"""

import argparse
import base64
import hashlib
import json
import re
import sys

# Ed25519, as RFC 8032 defines it in section 5.1, for checking only: nothing here is secret.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


class Wrong(Exception):
    """What was looked at is not as it should be. The message says what."""


def say(line):
    sys.stdout.write(f"{line}\n")


def sha512(data):
    return int.from_bytes(hashlib.sha512(data).digest(), "little")


def add(one, other):
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % P, (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    found = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = add(found, point)
        point, number = add(point, point), number >> 1
    return found


def same(one, other):
    return (one[0] * other[2] - other[0] * one[2]) % P == 0 and (one[1] * other[2] - other[1] * one[2]) % P == 0


def point_of(coded):
    """The point that 32 bytes stand for; None if they stand for none."""
    y = int.from_bytes(coded, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if len(coded) != 32 or y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(public, message, signature):
    """Whether 64 bytes are the signature over `message` by the owner of the 32 bytes `public`."""
    if len(signature) != 64:
        return False
    key, first, second = point_of(public), point_of(signature[:32]), int.from_bytes(signature[32:], "little")
    if key is None or first is None or second >= ORDER:
        return False
    challenge = sha512(signature[:32] + public + message) % ORDER
    return same(times(second, BASE), add(first, times(challenge, key)))


# Trees, as RFC 6962 and RFC 9162 define them.
def leaf_hash(data):
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves):
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = list(leaves)
    while len(level) > 1:
        above = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = above + level[len(level) - len(level) % 2 :]
    return level[0]


def includes(index, size, leaf, path, root):
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for one in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(one, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, one)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def goes_on(old, new, old_root, new_root, path):
    if not 0 < old <= new:
        return False
    if old == new:
        return not path and old_root == new_root
    told = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not told:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = told[0]
    for one in told[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(one, before), node_hash(one, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, one)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


# Heads.
def key_of(told):
    """Name, four bytes and 32 bytes of a key as it is written: name+id+key."""
    try:
        name, number, coded = told.strip().split("+", 2)
        raw = base64.b64decode(coded, validate=True)
    except ValueError:
        raise Wrong("the key cannot be read: it looks like name+0a1b2c3d+AT…") from None
    if len(raw) != 33 or raw[0] != 1 or hashlib.sha256(name.encode() + b"\n" + raw).hexdigest()[:8] != number:
        raise Wrong("the key is not whole: its own check digits say so")
    return name, bytes.fromhex(number), raw[1:]


def head_of(note, told):
    """Size and root of a head that this key has signed."""
    name, number, public = key_of(told)
    text, gap, lines = note.rpartition("\n\n")
    body, signed = text + "\n", False
    for line in lines.splitlines() if gap else []:
        dash, _, rest = line.partition(" ")
        by, _, coded = rest.partition(" ")
        try:
            raw = base64.b64decode(coded, validate=True)
        except ValueError:
            continue
        if dash == "—" and by == name and raw[:4] == number:
            signed = signed or is_signed(public, body.encode(), raw[4:])
    if not signed:
        raise Wrong("the head is not signed by this key")
    origin, size, coded = [*body.splitlines(), "", "", ""][:3]
    try:
        root = base64.b64decode(coded, validate=True)
    except ValueError:
        root = b""
    if origin != name or not re.fullmatch("0|[1-9][0-9]{0,17}", size) or len(root) != 32:
        raise Wrong("what was signed is no head of this record")
    return int(size), root


def hashes(told):
    try:
        found = [bytes.fromhex(one) for one in told]
    except (TypeError, ValueError):
        raise Wrong("the proof cannot be read") from None
    if any(len(one) != 32 for one in found):
        raise Wrong("the proof cannot be read")
    return found


def read(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        return file.read()


def read_json(text):
    try:
        told = json.loads(text)
    except ValueError:
        raise Wrong("the file cannot be read: it is cut off, or was changed") from None
    if not isinstance(told, dict):
        raise Wrong("the file cannot be read: it is not what it should be")
    return told


def check_entry(told):
    """The leaf of one entry; of one that can be read, that its words are those that were hashed."""
    (leaf,) = hashes([told.get("leaf")])
    data = told.get("data")
    if data is None:
        return leaf
    if leaf_hash(str(data).encode()) != leaf:
        raise Wrong(f"entry {told.get('index')} is not what was signed")
    entry = read_json(data)
    for part, opened in (told.get("opened") or {}).items():
        salted = hashlib.sha256(bytes.fromhex(opened["salt"]) + str(opened["says"]).encode()).hexdigest()
        if entry.get(part) != salted:
            raise Wrong(f"what is told of entry {told.get('index')} ({part}) is not what was signed")
    return leaf


def export(asked):
    first, *lines = read(asked.file).splitlines()
    head = read_json(first)
    key = asked.key or str(head.get("key"))
    size, root = head_of(str(head.get("head")), key)
    leaves, readable = [], 0
    for line in lines:
        told = read_json(line)
        if told.get("index") != len(leaves):
            raise Wrong(f"entry {len(leaves)} is missing, and entry {told.get('index')} stands in its place")
        leaves.append(check_entry(told))
        readable += told.get("data") is not None
    if len(leaves) != size:
        raise Wrong(f"there are {len(leaves)} entries, and {size} were signed")
    if root_of(leaves) != root:
        raise Wrong("the entries are not those that were signed")
    say(f"{size} entries, {readable} of them readable to you: each is what was signed, and none is missing.")
    if asked.kept:
        kept_size, kept_root = head_of(read(asked.kept), key)
        if kept_size > size:
            raise Wrong(f"the head you kept has {kept_size} entries: {kept_size - size} are gone")
        if root_of(leaves[:kept_size]) != kept_root:
            raise Wrong(f"the first {kept_size} entries are not those of the head you kept")
        say(f"It goes on from the head you kept, which had {kept_size}.")
    return key


def receipt(asked):
    told = read_json(read(asked.file))
    key = asked.key or str(told.get("key"))
    size, root = head_of(str(told.get("head")), key)
    leaf, index = check_entry(told), told.get("index")
    if not isinstance(index, int) or not includes(index, size, leaf, hashes(told.get("proof")), root):
        raise Wrong("the decision is not under this head")
    say(f"Entry {index} stands under the signed head over {size} entries:")
    say(str(told.get("data")))
    for part, opened in (told.get("opened") or {}).items():
        say(f"  {part}: {opened['says']}")
    return key


def head(asked):
    size, root = head_of(read(asked.file), asked.key)
    say(f"Signed: {size} entries, root {root.hex()}.")
    return asked.key


def heads(asked):
    old_size, old_root = head_of(read(asked.file), asked.key)
    size, root = head_of(read(asked.newer), asked.key)
    path = hashes(read_json(read(asked.proof)).get("proof"))
    if old_size and not goes_on(old_size, size, old_root, root, path):
        raise Wrong(f"the head over {size} entries does not go on from the one over {old_size}")
    say(f"The head over {size} entries goes on from the one over {old_size}: nothing before was changed.")
    return asked.key


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ways = parser.add_subparsers(required=True, metavar="export|receipt|head|heads")
    for way, needs_key in ((export, False), (receipt, False), (head, True), (heads, True)):
        one = ways.add_parser(way.__name__)
        one.add_argument("file")
        if way is heads:
            one.add_argument("newer")
            one.add_argument("proof")
        if way is export:
            one.add_argument("--kept", help="a head that you kept from before")
        one.add_argument("--key", required=needs_key, help="the key you know, as the record's page shows it")
        one.set_defaults(way=way)
    asked = parser.parse_args()
    try:
        key = asked.way(asked)
    except (Wrong, OSError, KeyError, TypeError, ValueError, AttributeError) as wrong:
        say(f"WRONG: {wrong if isinstance(wrong, (Wrong, OSError)) else 'the file cannot be read'}.")
        return 1
    if not asked.key:
        say(f"The key in the file is {key}: compare it with the one you know.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
