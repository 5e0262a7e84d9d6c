"""The node's web application, as a WSGI server finds it."""

import os

from django.core.wsgi import get_wsgi_application

from samhandling.node.boot import choose_settings
from samhandling.node.parent import end_with_parent

if supervisor := os.environ.get("SAMHANDLING_SUPERVISOR"):
    end_with_parent(int(supervisor))
choose_settings()
application = get_wsgi_application()
