"""The node's pages. Addresses are Norwegian, names are English."""

from django.urls import include, path

from samhandling.node.web.choices import choose_appearance, choose_language

handler400 = "samhandling.node.web.errors.bad_request"
handler403 = "samhandling.node.web.errors.no_access"
handler404 = "samhandling.node.web.errors.not_found"
handler500 = "samhandling.node.web.errors.server_error"

urlpatterns = [
    path("", include("samhandling.node.access.urls")),
    path("", include("samhandling.node.correspondence.urls")),
    path("", include("samhandling.node.handling.urls")),
    path("", include("samhandling.node.savedviews.urls")),
    path("", include("samhandling.node.writing.urls")),
    path("", include("samhandling.node.patients.urls")),
    path("", include("samhandling.node.discretion.urls")),
    path("", include("samhandling.node.stays.urls")),
    path("", include("samhandling.node.delivery.urls")),
    path("", include("samhandling.node.settlement.urls")),
    path("", include("samhandling.node.recordsystem.urls")),
    path("", include("samhandling.node.directory.urls")),
    path("sprak/", choose_language, name="language"),
    path("utseende/", choose_appearance, name="appearance"),
]
