"""The log-in form."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class LogInForm(AuthenticationForm):
    """User name and password. The fault never says which of them was wrong."""

    error_messages = {  # noqa: RUF012  Django's own attribute
        "invalid_login": _("Brukernavnet eller passordet er feil. Se etter Caps Lock, og prøv igjen."),
        "inactive": _("Brukernavnet eller passordet er feil. Se etter Caps Lock, og prøv igjen."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["username"].label = _("Brukernavn")
        self.fields["password"].label = _("Passord")
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"
