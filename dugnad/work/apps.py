from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "dugnad.work"

    def ready(self) -> None:
        from dugnad.circles.parts import register_part
        from dugnad.work import acts, findable, reported, telling, things  # noqa: F401  verbs are declared when the app is ready
        from dugnad.work.actions import erasing
        from dugnad.work.views import boards  # models cannot be loaded before this moment

        register_part(30, "work/circle_part.html", boards.circle_part)
        things.connect()
        reported.connect()
        erasing.connect()
        telling.connect()
        findable.connect()
