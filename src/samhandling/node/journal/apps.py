from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "samhandling.node.journal"
    default_auto_field = "django.db.models.BigAutoField"
