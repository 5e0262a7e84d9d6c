"""Logging in and out, and the way in."""

from django.urls import path

from samhandling.node.access.views import LogIn, LogOut, front

urlpatterns = [
    path("", front, name="front"),
    path("logg-inn/", LogIn.as_view(), name="log-in"),
    path("logg-ut/", LogOut.as_view(), name="log-out"),
]
