"""Organisations and their services: the addresses that messages go to and come from.

Two levels, as HIS 1153 has them: a virksomhet (level 1) and its tjeneste or person (level 2), each
with a HER-id of its own.
"""

from __future__ import annotations

from django.db import models


class Listed(models.Model):
    """What Adresseregisteret says beside names and numbers, of either level."""

    withdrawn = models.BooleanField(default=False)  # it is not in use: nobody is offered it as a receiver
    valid_until = models.DateTimeField(null=True)  # nor from then on, even if it is not asked again
    confirmed_at = models.DateTimeField(null=True)  # when the register last said so; null: written by hand
    edi = models.CharField(max_length=200, blank=True)
    places = models.JSONField(default=list)  # [{"kind": "RES", "street": …}], kind of 3401

    class Meta:
        abstract = True


class Organisation(Listed):
    """A virksomhet: level 1 of an address."""

    her = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=200)
    orgnr = models.CharField(max_length=9, blank=True)
    kind = models.CharField(max_length=20)  # hospital, municipality, nursing-home, gp, other
    own = models.BooleanField(default=False)
    phone = models.CharField(max_length=30, blank=True)


class Service(Listed):
    """A tjeneste or a person: level 2 of an address, and what messages are sent to."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    her = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=200)
    person = models.BooleanField(default=False)  # a GP addressed by name
    hpr = models.CharField(max_length=9, blank=True)
    code_system = models.PositiveIntegerField(null=True)  # 8663 municipal, 8668 hospital
    code = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    duty_phone = models.CharField(max_length=30, blank=True)
    opening_hours = models.CharField(max_length=200, blank=True)


class Capability(models.Model):
    """A message type and version that a partner's service can receive, when it is not the newest of all."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="capabilities")
    type_code = models.CharField(max_length=40)
    version = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "type_code", "version"], name="one_capability")
        ]
