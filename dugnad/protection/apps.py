from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "dugnad.protection"

    def ready(self) -> None:
        from dugnad.circles.parts import register_part
        from dugnad.protection import acts, guard, hidden_pages, telling  # noqa: F401  verbs are declared when the app is ready
        from dugnad.protection import together as by_several
        from dugnad.protection.actions import erasing_entry
        from dugnad.protection.views import part  # models cannot be loaded before this moment

        register_part(5, "protection/circle_part.html", part.circle_part)
        guard.connect()
        erasing_entry.connect()
        hidden_pages.connect()
        telling.connect()
        by_several.connect()
