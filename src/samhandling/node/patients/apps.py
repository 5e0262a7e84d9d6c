from django.apps import AppConfig


class PatientsConfig(AppConfig):
    name = "samhandling.node.patients"
    default_auto_field = "django.db.models.BigAutoField"
