"""Addresses of saved views."""

from django.urls import path

from samhandling.node.savedviews import views

urlpatterns = [
    path("visning/<str:page>/", views.save, name="view-save"),
    path("visning/<int:pk>/slett/", views.drop, name="view-drop"),
]
