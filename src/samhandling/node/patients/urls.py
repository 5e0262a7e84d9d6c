"""Addresses of the patients."""

from django.urls import path

from samhandling.node.patients.views import patient, patients

urlpatterns = [
    path("pasienter/", patients, name="patients"),
    path("pasient/<int:pk>/", patient, name="patient"),
]
