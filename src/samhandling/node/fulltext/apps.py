from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class FulltextConfig(AppConfig):
    name = "samhandling.node.fulltext"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samhandling.node.fulltext import indexing

        pre_migrate.connect(indexing.take_down, sender=self, dispatch_uid="fulltext")
        post_migrate.connect(indexing.put_up, sender=self, dispatch_uid="fulltext")
