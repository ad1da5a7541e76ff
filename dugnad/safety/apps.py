from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "dugnad.safety"

    def ready(self) -> None:
        from dugnad.safety import about_people, acts, pausing, telling  # noqa: F401  verbs are declared when the app is ready

        about_people.connect()
        pausing.connect()
        telling.connect()
