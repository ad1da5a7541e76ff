from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "dugnad.campaigns"

    def ready(self) -> None:
        from dugnad.campaigns import acts  # noqa: F401  verbs are declared when the app is ready
        from dugnad.campaigns import reaching  # models cannot be loaded before this moment

        reaching.connect()
