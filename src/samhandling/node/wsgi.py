"""The node's web application, as a WSGI server finds it."""

from django.core.wsgi import get_wsgi_application

from samhandling.node.boot import choose_settings

choose_settings()
application = get_wsgi_application()
