from django.apps import AppConfig


class AsksConfig(AppConfig):
    name = "dugnad.asks"

    def ready(self) -> None:
        from dugnad.asks import acts  # noqa: F401  verbs are declared when the app is ready
