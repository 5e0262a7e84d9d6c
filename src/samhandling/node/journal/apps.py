from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class JournalConfig(AppConfig):
    name = "samhandling.node.journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samhandling.node import guards

        pre_migrate.connect(guards.take_down, dispatch_uid="guards")
        post_migrate.connect(guards.put_up, dispatch_uid="guards")
