"""Addresses of reasons and blocks."""

from django.urls import path

from samhandling.node.discretion import views

urlpatterns = [
    path("pasient/<int:pk>/apne/", views.open_patient, name="patient-open"),
    path("apnet-med-grunn/", views.accesses, name="accesses"),
    path("apnet-med-grunn/<int:pk>/", views.review, name="access-review"),
    path("sperringer/", views.blocks, name="blocks"),
    path("pasient/<int:pk>/sperr/", views.block, name="block"),
    path("sperringer/<int:pk>/opphev/", views.lift, name="block-lift"),
]
