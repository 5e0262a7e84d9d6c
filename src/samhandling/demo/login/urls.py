"""The demo's own page on each node: log in as somebody with one click."""

from django.urls import path

from samhandling.demo.login.views import one_click

urlpatterns = [
    path("inn/", one_click, name="demo-log-in"),
    path("inn/<str:username>/", one_click, name="demo-log-in-as"),
]
