from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    name = "dugnad.elections"

    def ready(self) -> None:
        from dugnad.circles.parts import register_part
        from dugnad.elections import elected, recorded, shut, telling
        from dugnad.elections.views.beside import circle_part  # models cannot be loaded before this moment

        register_part(5, "elections/circle_part.html", circle_part)
        elected.connect()
        recorded.connect()
        shut.connect()
        telling.connect()
