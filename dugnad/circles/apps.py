from django.apps import AppConfig


class CirclesConfig(AppConfig):
    name = "dugnad.circles"

    def ready(self) -> None:
        from dugnad.circles import acts, following, telling, trust  # noqa: F401  verbs are declared when it is ready

        following.connect()
        trust.connect()
        telling.connect()
