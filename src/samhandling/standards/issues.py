"""What is wrong with a message, in the terms of the rule that says so."""

from samhandling.errors import Issue, Severity

__all__ = ["Issue", "Severity"]
