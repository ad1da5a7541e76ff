#!/usr/bin/env python3
"""Recount the signatures of a campaign, with nothing but Python and the list that its page offers.

    python3 verify_signatures.py receipts.txt                        # recount, and compare with the published root
    python3 verify_signatures.py receipts.txt --root 3f1c…           # compare with a root you noted down before
    python3 verify_signatures.py receipts.txt --receipt 0e5h…-9k2m…  # is my signature in it, and once?

It reads one file and asks nobody. It shows that the number is the number of receipts, that none is there twice, and
that yours is among them. It cannot show that behind every receipt there is a person: for that, ask others for theirs.

The hashes are those of RFC 6962: a leaf is SHA-256 of a zero byte and the receipt, a node is SHA-256 of a one byte and
the two below it.
"""

import argparse
import hashlib
import sys


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def leaf_hash(receipt: str) -> bytes:
    return hashlib.sha256(b"\x00" + receipt.encode("ascii", "replace")).digest()


def root_of(leaves: list[bytes]) -> bytes:
    """As the RFC defines it: split at the largest power of two that is smaller than the whole."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + root_of(leaves[:split]) + root_of(leaves[split:])).digest()


def read(path: str) -> tuple[dict[str, str], list[bytes]]:
    said: dict[str, str] = {}
    leaves: list[bytes] = []
    with open(path, encoding="ascii") as file:
        for number, line in enumerate(file, 1):
            line = line.strip()
            if line.startswith("#"):
                words = line.split()
                if len(words) == 3:
                    said[words[1]] = words[2]
            elif line:
                try:
                    leaf = bytes.fromhex(line)
                except ValueError:
                    leaf = b""
                if len(leaf) != 32:
                    sys.exit(f"WRONG: line {number} is no hash.")
                leaves.append(leaf)
    return said, leaves


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("list", help="the file from the campaign's page")
    parser.add_argument("--root", help="the root to compare with, instead of the one in the file")
    parser.add_argument("--receipt", help="your receipt, from the letter or the page")
    asked = parser.parse_args()
    said, leaves = read(asked.list)
    root, published = root_of(leaves).hex(), (asked.root or said.get("root", "")).lower()
    wrong = []
    if str(len(leaves)) != said.get("size"):
        wrong.append(f"there are {len(leaves)} receipts, and the file says {said.get('size')}")
    if root != published:
        wrong.append(f"the root is {root}, and not {published}")
    if len(set(leaves)) != len(leaves):
        wrong.append(f"{len(leaves) - len(set(leaves))} are there more than once")
    if asked.receipt is not None:
        times = leaves.count(leaf_hash("".join(asked.receipt.lower().split())))
        say(f"Your receipt is in it {times} times." if times != 1 else "Your receipt is in it, once.")
        if times != 1:
            wrong.append("your receipt is not in it exactly once")
    for one in wrong:
        say(f"WRONG: {one}.")
    if wrong:
        return 1
    say(f"{len(leaves)} signatures, each counted once. Root {root}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
