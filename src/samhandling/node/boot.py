"""Starting Django for the node that SAMHANDLING_NODE names."""

from __future__ import annotations

import os

import django

from samhandling.node.home import current_home


def choose_settings() -> None:
    """Point Django to the settings of the home's environment: demo, test or production."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"samhandling.node.settings.{current_home().environment}")


def start_django() -> None:
    choose_settings()
    django.setup()
