from django.apps import AppConfig


class DiscretionConfig(AppConfig):
    name = "samhandling.node.discretion"
    default_auto_field = "django.db.models.BigAutoField"
