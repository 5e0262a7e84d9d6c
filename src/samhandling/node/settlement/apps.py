from django.apps import AppConfig


class SettlementConfig(AppConfig):
    name = "samhandling.node.settlement"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What people here have set stands over the rules that ship."""
        from samhandling.node.settlement.rule_rows import rule_tables
        from samhandling.node.stays.in_force import lay

        lay(rule_tables)
