"""Logging in and out, the way in, and the audit log."""

from django.urls import path

from samhandling.node.access.views import LogIn, LogOut, front, log

urlpatterns = [
    path("", front, name="front"),
    path("logg-inn/", LogIn.as_view(), name="log-in"),
    path("logg-ut/", LogOut.as_view(), name="log-out"),
    path("logg/", log, name="log"),
]
