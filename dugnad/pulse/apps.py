from django.apps import AppConfig


class PulseConfig(AppConfig):
    name = "dugnad.pulse"

    def ready(self) -> None:
        from dugnad.circles.parts import register_part
        from dugnad.circles.things import register_beside
        from dugnad.pulse import recorded, verbs  # noqa: F401  verbs are declared when the app is ready
        from dugnad.pulse.views import beside  # models cannot be loaded before this moment

        register_part(60, "pulse/circle_part.html", beside.circle_part)
        register_beside("pulse", beside.of_campaign, position=90)
        recorded.connect()
