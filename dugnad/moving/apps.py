from django.apps import AppConfig


class MovingConfig(AppConfig):
    name = "dugnad.moving"

    def ready(self) -> None:
        from dugnad.moving import telling  # models cannot be loaded before this moment

        telling.connect()
