from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "dugnad.notify"

    def ready(self) -> None:
        from dugnad.kit import standing
        from dugnad.ledger.followers import register
        from dugnad.notify import sending  # models cannot be loaded before this moment
        from dugnad.notify.follower import Teller
        from dugnad.notify.incoming import connecting

        register(Teller())
        standing.register("letters", sending.run)
        connecting.connect()
