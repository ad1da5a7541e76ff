from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "dugnad.gatherings"

    def ready(self) -> None:
        from dugnad.circles.parts import register_part
        from dugnad.gatherings import acts, agreed, findable, reported, telling, things  # noqa: F401  verbs are declared when the app is ready
        from dugnad.gatherings.actions import erasing
        from dugnad.gatherings.views import lists  # models cannot be loaded before this moment

        register_part(20, "gatherings/circle_part.html", lists.circle_part)
        telling.connect()
        things.connect()
        reported.connect()
        erasing.connect()
        agreed.connect()
        findable.connect()
