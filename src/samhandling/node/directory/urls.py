"""Addresses of the directory's pages."""

from django.urls import path

from samhandling.node.directory import views

urlpatterns = [
    path("adresser/", views.directory, name="directory"),
    path("adresser/<int:her>/", views.address, name="address"),
]
