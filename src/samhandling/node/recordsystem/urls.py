"""Addresses of the page, and of the REST endpoint: those of programs are English."""

from django.urls import path, re_path

from samhandling.node.recordsystem import views
from samhandling.node.recordsystem.api import fhir
from samhandling.node.recordsystem.api import views as api

urlpatterns = [
    path("journalsystem/", views.record_system, name="record-system"),
    path("journalsystem/tilgang/", views.make_token, name="token-make"),
    path("journalsystem/tilgang/<int:pk>/trekk-tilbake/", views.withdraw_token, name="token-withdraw"),
    path("journalsystem/<int:her>/lyttemodus/", views.switch, name="mode-switch"),
    path("api/v1/openapi.yaml", api.description, name="api-description"),
    path("api/v1/messages", api.messages, name="api-messages"),
    path("api/v1/messages/<int:pk>", api.message, name="api-message"),
    path("api/v1/copies", api.copies, name="api-copies"),
    path("api/v1/received", api.received, name="api-received"),
    path("api/v1/received/<int:number>/document", api.received_document, name="api-document"),
    path("api/v1/fhir/metadata", fhir.capabilities, name="api-fhir"),
    path("api/v1/fhir/Patient", fhir.patients, name="api-patients"),
    path("api/v1/fhir/Patient/<str:key>", fhir.patient, name="api-patient"),
    path("api/v1/fhir/Encounter", fhir.encounters, name="api-encounters"),
    path("api/v1/fhir/Encounter/<str:key>", fhir.encounter, name="api-encounter"),
    re_path("^api/", api.nothing, name="api-nothing"),
]
