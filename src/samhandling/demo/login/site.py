"""The pages of a demo node: those of every node, and the one-click log-in."""

from django.urls import include, path

from samhandling.node.urls import handler400, handler403, handler404, handler500
from samhandling.node.urls import urlpatterns as node_urls

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("demo/", include("samhandling.demo.login.urls")), *node_urls]
