"""The demo sector: synthetic patients on one machine's loopback, one-click log-in."""

import os

from samhandling.node.settings.base import *  # noqa: F403  a settings layer is its base and what it changes
from samhandling.node.settings.base import INSTALLED_APPS as SHARED_APPS

INSTALLED_APPS = [*SHARED_APPS, "samhandling.demo.login"]
ROOT_URLCONF = "samhandling.demo.login.site"
ONE_CLICK_LOG_IN = "demo-log-in"
DEMO_FRONT = os.environ.get("SAMHANDLING_DEMO_FRONT", "")  # the address of the sector's front page
