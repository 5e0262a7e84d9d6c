from django.apps import AppConfig


class StaysConfig(AppConfig):
    name = "samhandling.node.stays"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samhandling.node.journal.changes import follow
        from samhandling.node.stays.keeping import keep_stays

        follow(keep_stays)
