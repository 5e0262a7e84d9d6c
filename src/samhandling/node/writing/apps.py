from django.apps import AppConfig


class WritingConfig(AppConfig):
    name = "samhandling.node.writing"
    default_auto_field = "django.db.models.BigAutoField"
