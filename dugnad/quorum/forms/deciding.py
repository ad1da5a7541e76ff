"""What is asked of somebody who proposes, approves or pauses."""

from __future__ import annotations

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from dugnad.kit.form_keys import form_key_field


class WhyForm(forms.Form):
    """Why it is proposed. Asked beside the questions of the action itself."""

    why = forms.CharField(
        label=_("Why?"),
        help_text=_("Everybody in the circle reads it, and the stewards sign it with the rest."),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
    )
    form_key = form_key_field()

    def clean_why(self) -> str:
        """Browsers send line ends their own way; what is signed has one."""
        why: str = self.cleaned_data["why"].replace("\r\n", "\n")
        return why


class SignatureForm(forms.Form):
    """A signature, made on this page or elsewhere."""

    signature = forms.CharField(
        label=_("The signature"),
        help_text=_("128 digits and letters, as sign_approval.py shows them."),
        widget=forms.Textarea({"rows": 3, "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )

    def clean_signature(self) -> str:
        """Without the spaces and line ends that come from copying."""
        signature: str = self.cleaned_data["signature"]
        return "".join(signature.split()).lower()


class PauseForm(forms.Form):
    """A word to the others."""

    why = forms.CharField(
        label=_("A word to the others"), max_length=400, required=False, widget=forms.Textarea({"rows": 2})
    )


class KeyForm(forms.Form):
    """A public key and its proof, made on this page or elsewhere."""

    public = forms.CharField(
        label=_("The public key"),
        validators=[RegexValidator(r"^[0-9a-f]{64}\Z", _("64 digits and letters from a to f."))],
        widget=forms.Textarea({"rows": 2, "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )
    proof = forms.CharField(
        label=_("Its proof"),
        validators=[RegexValidator(r"^[0-9a-f]{128}\Z", _("128 digits and letters from a to f."))],
        widget=forms.Textarea({"rows": 3, "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )
