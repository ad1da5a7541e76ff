from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "dugnad.campaigns"

    def ready(self) -> None:
        from dugnad.campaigns import (  # models cannot be loaded before this moment
            acts,  # noqa: F401  verbs are declared when the app is ready
            agreed,
            climbing,
            consent_telling,
            findable,
            findable_parts,
            framing,
            reaching,
            signing,
            supporting,
        )

        findable.connect()
        findable_parts.connect()
        framing.connect()
        reaching.connect()
        supporting.connect()
        climbing.connect()
        signing.connect()
        agreed.connect()
        consent_telling.connect()
