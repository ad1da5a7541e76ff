from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "dugnad.record"

    def ready(self) -> None:
        from dugnad.circles.parts import register_part
        from dugnad.ledger.followers import register
        from dugnad.record import others, recorded, telling  # models cannot be loaded before this moment
        from dugnad.record.follower import Recorder
        from dugnad.record.parts import circle_part

        register(Recorder())
        register_part(70, "record/circle_part.html", circle_part)
        recorded.connect()
        others.connect()
        telling.connect()
