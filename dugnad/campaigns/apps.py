from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "dugnad.campaigns"

    def ready(self) -> None:
        from dugnad.campaigns import acts  # noqa: F401  verbs are declared when the app is ready
