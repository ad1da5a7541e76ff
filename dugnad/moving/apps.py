from django.apps import AppConfig


class MovingConfig(AppConfig):
    name = "dugnad.moving"

    def ready(self) -> None:
        from dugnad.moving import telling  # models cannot be loaded before this moment
        from dugnad.quorum.queries.exports import downloads_at

        downloads_at("bundle_of_circle")
        telling.connect()
