from django.apps import AppConfig


class QuorumConfig(AppConfig):
    name = "dugnad.quorum"

    def ready(self) -> None:
        from dugnad.circles.parts import register_part
        from dugnad.quorum import deeds, recorded, telling, warrant  # models cannot be loaded before this moment
        from dugnad.quorum.views import part

        deeds.connect()
        warrant.connect()
        telling.connect()
        recorded.connect()
        register_part(4, "quorum/circle_part.html", part.circle_part)
