"""Addresses of the patients."""

from django.urls import path

from samhandling.node.patients.views import note, patient, patients

urlpatterns = [
    path("pasienter/", patients, name="patients"),
    path("pasient/<int:pk>/", patient, name="patient"),
    path("pasient/<int:pk>/notat/", note, name="patient-note"),
]
