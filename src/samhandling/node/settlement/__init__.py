"""Regler og avtaler, and settlement: what stands in for "ikke satt", and who pays for which day, on paper.

    clauses.clause(reference, on=None)   what a clause says, beside the field that it governs. In a template:
                                         {% load clauses %} {% clause "§ 11" %}
                                         {% setting_clauses "reply_deadline_hours" %}
    rule_rows.rule_tables()              what people here have set, laid over the rules that ship

The computing is pure (`samhandling.stay`: billing, comparison, dispute); here it is kept and shown.
"""
