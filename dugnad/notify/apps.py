from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "dugnad.notify"

    def ready(self) -> None:
        from dugnad.kit import standing
        from dugnad.ledger.followers import register
        from dugnad.notify import agreed, pushing, sending  # models cannot be loaded before this moment
        from dugnad.notify.actions import outside, push
        from dugnad.notify.follower import Teller
        from dugnad.notify.incoming import connecting
        from dugnad.people import letters

        register(Teller())
        standing.register("letters", sending.run)
        standing.register("pushes", pushing.run)
        connecting.connect()
        letters.fulfil(outside.prepare, outside.recall)
        push.connect()
        agreed.connect()
