"""Logging in and out, and the way in."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from samhandling.node.access.views import LogIn, front

urlpatterns = [
    path("", front, name="front"),
    path("logg-inn/", LogIn.as_view(), name="log-in"),
    path("logg-ut/", LogoutView.as_view(), name="log-out"),
]
