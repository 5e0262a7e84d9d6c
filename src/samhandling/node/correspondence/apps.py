from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "samhandling.node.correspondence"
    default_auto_field = "django.db.models.BigAutoField"
