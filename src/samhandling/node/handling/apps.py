from django.apps import AppConfig


class HandlingConfig(AppConfig):
    name = "samhandling.node.handling"
    default_auto_field = "django.db.models.BigAutoField"
