from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "dugnad.people"

    def ready(self) -> None:
        from dugnad.people import acts, recorded, signals  # noqa: F401  verbs are declared when the app is ready

        signals.connect()
        recorded.connect()
