from django.apps import AppConfig


class LeavingConfig(AppConfig):
    name = "dugnad.leaving"

    def ready(self) -> None:
        from dugnad.kit import standing
        from dugnad.leaving import acts, telling, working  # models cannot be loaded before this moment
        from dugnad.ledger import topics
        from dugnad.people import holdings

        topics.unsettles(acts.LEFT_FOR_GOOD)
        telling.connect()
        holdings.find()
        standing.register("archives and erasures", working.run)
