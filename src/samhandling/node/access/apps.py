from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "samhandling.node.access"
    default_auto_field = "django.db.models.BigAutoField"
