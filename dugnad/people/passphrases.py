"""What a passphrase must be, said with the word for it that we use."""

from __future__ import annotations

from django.contrib.auth import password_validation as django_rules
from django.utils.functional import lazy
from django.utils.translation import gettext as _

LEAST = 8


def _help() -> str:
    return _(
        "At least 8 characters. A few words in a row that only you would put together are easy to remember and hard "
        "to guess."
    )


HELP = lazy(_help, str)()


class LongEnough(django_rules.MinimumLengthValidator):
    """At least 8 characters."""

    def __init__(self) -> None:
        super().__init__(min_length=LEAST)

    def get_error_message(self) -> str:
        return _("This is too short: at least 8 characters.")


class NotCommon(django_rules.CommonPasswordValidator):
    """Not among the 20,000 that everybody tries first."""

    def get_error_message(self) -> str:
        return _("Too many people use this one, so it is guessed first. Put a few words in a row.")


class NotTheName(django_rules.UserAttributeSimilarityValidator):
    """Not like the handle or the e-mail address."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("handle", "email"))

    def get_error_message(self) -> str:
        return _("This is too much like your handle or your address. Choose something else.")
