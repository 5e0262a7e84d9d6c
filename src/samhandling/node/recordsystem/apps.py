from django.apps import AppConfig


class RecordSystemConfig(AppConfig):
    name = "samhandling.node.recordsystem"
    default_auto_field = "django.db.models.BigAutoField"
