from django.apps import AppConfig


class CirclesConfig(AppConfig):
    name = "dugnad.circles"

    def ready(self) -> None:
        from dugnad.circles import acts, doors, following, recorded, telling, trust
        from dugnad.ledger import topics

        topics.unsettles(acts.LEFT, acts.BANNED, acts.ROLE_CHANGED, acts.CIRCLE_CHANGED)
        following.connect()
        doors.connect()
        trust.connect()
        telling.connect()
        recorded.connect()
