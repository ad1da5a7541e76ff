"""Each signer finds their receipt once, and anybody recounts without us."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.campaigns.actions.receipts import publish, publish_all
from dugnad.campaigns.actions.signing_letters import receipt_of
from dugnad.campaigns.actions.withdrawing import withdraw
from dugnad.campaigns.models import Campaign, ReceiptList
from dugnad.methods.merkle import leaf_hash, node_hash, root_of
from tests.campaigns.signing.signers import make_signed, pend
from tests.cast import NOON
from tests.reading import ROOT

SCRIPT = ROOT / "docs" / "verify_signatures.py"
LATER = NOON + timedelta(minutes=20)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """The script on its own: no packages, no folder of ours."""
    command = [sys.executable, "-I", "-S", str(SCRIPT), *words]
    return subprocess.run(command, capture_output=True, text=True, cwd="/", timeout=60, check=False)


@pytest.mark.parametrize(
    ("leaves", "root"),
    [  # from RFC 6962's own test data
        ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ([""], "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (["", "00"], "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        (["", "00", "10"], "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        (["", "00", "10", "2021"], "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        (["", "00", "10", "2021", "3031"], "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    ],
)
def test_roots_are_those_of_the_rfc(leaves: list[str], root: str) -> None:
    assert root_of([leaf_hash(bytes.fromhex(one)) for one in leaves]).hex() == root


@settings(max_examples=60)
@given(st.lists(st.binary(min_size=32, max_size=32), min_size=2, max_size=40))
def test_a_list_is_split_as_the_rfc_says(leaves: list[bytes]) -> None:
    split = 1 << (len(leaves) - 1).bit_length() - 1
    assert root_of(leaves) == node_hash(root_of(leaves[:split]), root_of(leaves[split:]))


@pytest.mark.django_db
def test_a_signer_checks_and_a_stranger_recounts(petition: Campaign, tmp_path: Path) -> None:
    signed = [make_signed(petition, f"n{number}@example.org") for number in range(5)]
    pend(petition, "waits@example.org")
    assert publish_all(LATER) == 1
    page = f"/campaigns/{petition.pk}/sign/receipts/"

    mine = Client(enforce_csrf_checks=True).post(page, {"receipt": f" {receipt_of(signed[0]).upper()}"})
    assert b"It is on the list, once." in mine.content
    assert b"It is not on this list" in Client().post(page, {"receipt": "0" * 16 + "-" + "0" * 16}).content
    assert b"This is no receipt" in Client().post(page, {"receipt": "mine"}).content

    file = tmp_path / "receipts.txt"
    got = Client().get(f"/campaigns/{petition.pk}/sign/receipts.txt")
    file.write_bytes(b"".join(got.streaming_content))  # type: ignore[attr-defined]  # the client's answer has it
    assert signed[0].pk not in file.read_text()
    said = run(str(file), "--receipt", receipt_of(signed[0]))
    assert (said.returncode, said.stdout.splitlines()) == (
        0,
        ["Your receipt is in it, once.", f"5 signatures, each counted once. Root {ReceiptList.objects.get().root}."],
    )


@pytest.mark.django_db
def test_every_change_of_the_list_is_found(petition: Campaign, tmp_path: Path) -> None:
    signed = [make_signed(petition, f"n{number}@example.org") for number in range(3)]
    publish(petition.pk, LATER)
    got = Client().get(f"/campaigns/{petition.pk}/sign/receipts.txt")
    text = b"".join(got.streaming_content).decode()  # type: ignore[attr-defined]  # as above
    lines, root = text.splitlines(), ReceiptList.objects.get().root
    file = tmp_path / "receipts.txt"
    other = "0" if lines[-1][0] != "0" else "1"
    for changed in (lines[:-1], [*lines, lines[-1]], [*lines[:-1], other + lines[-1][1:]], [*lines[:-1], "x"]):
        file.write_text("\n".join(changed))
        assert run(str(file)).returncode == 1
    file.write_text(text)
    assert run(str(file), "--root", root).returncode == 0
    assert run(str(file), "--root", "0" * 64).returncode == 1
    receipt = receipt_of(signed[0])
    another = receipt[:-1] + ("z" if receipt[-1] != "z" else "y")
    assert run(str(file), "--receipt", another).returncode == 1


@pytest.mark.django_db
def test_a_list_is_published_when_it_is_another_one(petition: Campaign) -> None:
    assert publish_all(NOON) == 0
    signed = make_signed(petition)
    assert (publish_all(LATER), publish_all(LATER)) == (1, 0)
    withdraw(signature=signed, at=LATER)
    assert publish_all(LATER + timedelta(minutes=1)) == 1
    sizes = list(ReceiptList.objects.order_by("at").values_list("size", flat=True))
    assert sizes == [1, 0]
    assert ReceiptList.objects.exclude(leaves=None).count() == 1


@pytest.mark.django_db
def test_without_a_list_there_is_nothing_to_take(petition: Campaign) -> None:
    assert Client().get(f"/campaigns/{petition.pk}/sign/receipts.txt").status_code == 404
    assert b"The first list comes" in Client().get(f"/campaigns/{petition.pk}/sign/receipts/").content
