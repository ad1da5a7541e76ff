from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "dugnad.work"
