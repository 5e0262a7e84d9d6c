from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "samhandling.node.directory"
    default_auto_field = "django.db.models.BigAutoField"
