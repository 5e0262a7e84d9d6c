"""Addresses of handling what has come."""

from django.urls import path

from samhandling.node.handling import views

urlpatterns = [
    path("innboks/saker/", views.handle_several, name="cases-act"),
    path("innboks/sak/<int:pk>/", views.handle_one, name="case-act"),
    path("innboks/vaktskifte/", views.handover, name="handover"),
    path("ikke-tatt/", views.untaken, name="untaken"),
]
