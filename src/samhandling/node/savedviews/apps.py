from django.apps import AppConfig


class SavedViewsConfig(AppConfig):
    name = "samhandling.node.savedviews"
    default_auto_field = "django.db.models.BigAutoField"
