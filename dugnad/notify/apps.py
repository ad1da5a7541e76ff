from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "dugnad.notify"
