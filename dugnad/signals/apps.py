from django.apps import AppConfig


class SignalsConfig(AppConfig):
    name = "dugnad.signals"

    def ready(self) -> None:
        from dugnad.signals import acts, telling  # noqa: F401  verbs are declared when the app is ready

        telling.connect()
