from django.apps import AppConfig


class ProfessionsConfig(AppConfig):
    name = "dugnad.professions"

    def ready(self) -> None:
        from dugnad.people import marks
        from dugnad.professions import acts, agreed, telling  # noqa: F401  verbs are declared when the app is ready
        from dugnad.professions.queries.marks import of_members  # models cannot be loaded before this moment

        marks.register(of_members)
        agreed.connect()
        telling.connect()
