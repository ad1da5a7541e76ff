"""The letter that asks whether it was them."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from dugnad.campaigns.models import Campaign, Signature
from dugnad.campaigns.queries.receipts import receipt_text
from dugnad.campaigns.signing_links import confirm_path, mine_path
from dugnad.people.addresses import Address
from dugnad.people.letters import Outside, Part


def letter_key(signature: str) -> str:
    """The letter of the signature with this id."""
    return f"sign:{signature}"


def letter_to_confirm(signature: Signature, campaign: Campaign, address: Address) -> Outside:
    """In the language they signed in. It bears the receipt, which nobody else gets."""
    with translation.override(signature.language):
        return Outside(
            to=address.to,
            language=signature.language,
            subject=_("One more step: confirm your signature"),
            parts=(
                Part(_("Somebody, probably you, put this address under a demand:")),
                Part(campaign.title, heading=True),
                Part(campaign.demand, quoted=True),
                Part(_("Was it you? Then open this page and press the button. Your name counts from then on.")),
                Part(_("Confirm my signature"), path=confirm_path(signature.pk)),
                Part(_("The link works for seven days. If it was not you, do nothing: nothing is counted.")),
                Part(_("Your receipt: %(receipt)s. With it you can check that your name is counted once.")
                     % {"receipt": receipt_of(signature)}),
                Part(_("See your signature, or take it back, at any time"), path=mine_path(signature.pk)),
            ),
            key=letter_key(signature.pk),
        )  # fmt: skip


def receipt_of(signature: Signature) -> str:
    """What a signer checks with: the id of the signature, and 80 bits that are nobody else's."""
    return receipt_text(signature.pk, signature.receipt)
