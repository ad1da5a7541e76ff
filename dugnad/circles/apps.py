from django.apps import AppConfig


class CirclesConfig(AppConfig):
    name = "dugnad.circles"

    def ready(self) -> None:
        from dugnad.circles import acts, following, trust  # noqa: F401  verbs are declared when the app is ready

        following.connect()
        trust.connect()
