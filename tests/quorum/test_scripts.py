"""The scripts in docs/ that stewards and members run on machines of their own."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.quorum import signing
from dugnad.quorum.canonical import canonical
from dugnad.quorum.counting import needed
from dugnad.quorum.writing import key_text
from tests.reading import ROOT

VERIFY = runpy.run_path(str(ROOT / "docs/verify_approvals.py"))
# RFC 8032, 7.1: secret key, public key, message, signature.
VECTORS = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("_secret", "public", "message", "signature"), VECTORS)
def test_the_vectors_of_the_rfc(_secret: str, public: str, message: str, signature: str) -> None:
    key, text, made = bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature)
    assert VERIFY["verifies"](key, text, made)
    assert not VERIFY["verifies"](key, text + b"x", made)
    for place in (0, 31, 32, 63):
        assert not VERIFY["verifies"](key, text, made[:place] + bytes([made[place] ^ 1]) + made[place + 1 :])
    beyond = (int.from_bytes(made[32:], "little") + VERIFY["Q"]).to_bytes(32, "little")
    assert not VERIFY["verifies"](key, text, made[:32] + beyond)


def test_no_key_of_small_order_signs_anything() -> None:
    identity = (1).to_bytes(32, "little")
    assert not VERIFY["verifies"](identity, b"anything", identity + bytes(32))
    assert not signing.verifies(identity.hex(), (identity + bytes(32)).hex(), "anything")
    for y in signing.SMALL:
        point = VERIFY["point_of"](y.to_bytes(32, "little"))
        assert point is not None
        assert VERIFY["same"](VERIFY["times"](8, point), (0, 1, 1, 0))
        assert not signing.is_key(y.to_bytes(32, "little").hex())


@settings(max_examples=8, deadline=None)
@given(secret=st.binary(min_size=32, max_size=32), text=st.text(max_size=40), flip=st.integers(0, 511))
def test_script_and_platform_find_the_same(secret: bytes, text: str, flip: int) -> None:
    text = text.encode(errors="replace").decode()
    private = Ed25519PrivateKey.from_private_bytes(secret)
    public, made = private.public_key().public_bytes_raw(), private.sign(text.encode())
    wrong = bytearray(made)
    wrong[flip // 8] ^= 1 << flip % 8
    assert VERIFY["verifies"](public, text.encode(), made)
    assert signing.verifies(public.hex(), made.hex(), text)
    assert not VERIFY["verifies"](public, text.encode(), bytes(wrong))
    assert not signing.verifies(public.hex(), bytes(wrong).hex(), text)


def test_it_counts_as_the_platform_does() -> None:
    assert [VERIFY["needed"](count) for count in range(50)] == [needed(count) for count in range(50)]


def run(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(ROOT / "docs" / script), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def bundle(text: str, approvals: list[dict[str, Any]], stewards: int = 2) -> str:
    told = {"for": "dugnad approvals 1", "text": text, "sentence": "x", "stewards": stewards, "approvals": approvals}
    return json.dumps(told)


def test_a_key_and_a_signature_made_elsewhere_and_checked_elsewhere(tmp_path: Path) -> None:
    text = canonical({"for": "dugnad approval 1", "action": "export", "why": "Å, “so”\n"})
    (tmp_path / "to-sign.json").write_text(text)
    signed = []
    for name in ("ann", "ben"):
        file = str(tmp_path / name)
        made = run("sign_approval.py", "key", "c1rcle", name, file, "--no-passphrase")
        public, proof = re.findall(r"^[0-9a-f]{64,128}$", made.stdout, re.M)
        assert signing.verifies(public, proof, key_text(circle="c1rcle", handle=name, public=public))
        assert run("sign_approval.py", "key", "c1rcle", name, file, "--no-passphrase").returncode != 0  # not over it
        shown = run("sign_approval.py", "sign", str(tmp_path / "to-sign.json"), file, "--no-passphrase").stdout
        assert 'action: "export"' in shown
        signed.append({"name": name, "key": public, "signature": shown.split()[-1]})
    approvals = tmp_path / "approvals.json"
    approvals.write_text(bundle(text, signed))
    found = run("verify_approvals.py", str(approvals))
    assert (found.returncode, found.stdout.count("\nsigned: ")) == (0, 2)
    assert run("verify_approvals.py", str(approvals), "--stewards", "4").returncode == 1
    assert run("verify_approvals.py", str(approvals), "--key", signed[0]["key"]).returncode == 1
    approvals.write_text(bundle(text.replace("export", "delete"), signed))
    assert run("verify_approvals.py", str(approvals)).stdout.count("WRONG") == 2
    approvals.write_text(bundle(text, [signed[0], signed[0] | {"name": "ben"}]))
    assert run("verify_approvals.py", str(approvals)).returncode == 1  # one key is one steward
