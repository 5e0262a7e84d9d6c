"""The roles that people have in a node."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    SYKEPLEIER = "sykepleier", _("Sykepleier")
    UTSKRIVNINGSKOORDINATOR = "utskrivningskoordinator", _("Utskrivningskoordinator")
    LEGE = "lege", _("Lege")
    SAKSBEHANDLER = "saksbehandler", _("Saksbehandler")
    HJEMMETJENESTE = "hjemmetjeneste", _("Hjemmetjeneste")
    FYSIO_ERGOTERAPEUT = "fysio-ergoterapeut", _("Fysio- og ergoterapeut")
    FASTLEGE = "fastlege", _("Fastlege")
    HELSESEKRETAER = "helsesekretaer", _("Helsesekretær")
    OPPGJORSANSVARLIG = "oppgjorsansvarlig", _("Oppgjørsansvarlig")
    TAVLE = "tavle", _("Tavlevisning")  # a screen on the wall, and nothing more
    LEDER = "leder", _("Leder")
    MELDINGSANSVARLIG = "meldingsansvarlig", _("Meldingsansvarlig")
    ADMINISTRATOR = "administrator", _("Administrator")
    LOGGKONTROLLOR = "loggkontrollor", _("Loggkontrollør")
