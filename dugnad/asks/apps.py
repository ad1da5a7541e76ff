from django.apps import AppConfig


class AsksConfig(AppConfig):
    name = "dugnad.asks"

    def ready(self) -> None:
        from dugnad.asks import (
            acts,  # noqa: F401  verbs are declared when the app is ready
            agreed,
            news,
            opening,
            parts,
            reported,
            telling,
            things,
        )
        from dugnad.asks import replying as by_mail
        from dugnad.asks.actions import erasing
        from dugnad.asks.following import Calling  # models cannot be loaded before this moment
        from dugnad.asks.queries import search
        from dugnad.asks.views import beside, lists
        from dugnad.circles.parts import register_part
        from dugnad.ledger.followers import register

        news.connect()
        register_part(10, "asks/circle_part.html", lists.circle_part)
        register(Calling())
        parts.register("offers", beside.offers_that_fit, position=30)
        parts.register("living-answers", beside.living_beside, position=40)
        parts.register("things", things.beside, position=60)
        telling.connect()
        things.connect()
        reported.connect()
        by_mail.connect()
        agreed.connect()
        erasing.connect()
        search.connect()
        opening.connect()
