from django.apps import AppConfig


class MovingConfig(AppConfig):
    name = "dugnad.moving"

    def ready(self) -> None:
        from dugnad.moving import acts  # noqa: F401  # declares its verbs
