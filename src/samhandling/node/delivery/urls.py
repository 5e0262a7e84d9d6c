"""Addresses of the monitor."""

from django.urls import path

from samhandling.node.delivery.views import monitoring

urlpatterns = [path("overvakning/", monitoring, name="monitoring")]
