"""Rows that are written once: facts, receipts and the audit log."""

from __future__ import annotations

from typing import Any

from django.db import models

from samhandling.errors import SamhandlingError


class Unchangeable(SamhandlingError):
    """An attempt to change or remove a row that is kept for ever."""


class AppendOnlyQuerySet(models.QuerySet):
    """A queryset that can only read and add."""

    def update(self, **_kwargs: Any) -> int:
        raise Unchangeable(f"{self.model.__name__} rows are never updated")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Unchangeable(f"{self.model.__name__} rows are never deleted")

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> int:
        raise Unchangeable(f"{self.model.__name__} rows are never updated")


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Unchangeable(f"{type(self).__name__} rows are never updated")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Unchangeable(f"{type(self).__name__} rows are never deleted")
