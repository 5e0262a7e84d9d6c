"""Addresses of writing."""

from django.urls import path

from samhandling.node.writing.views import beginning, drafts

urlpatterns = [
    path("ny-melding/", beginning.new_message, name="new-message"),
    path("melding/<int:pk>/skriv/", beginning.write_about, name="write-about"),
    path("kladd/<int:pk>/", drafts.draft, name="draft"),
    path("kladd/<int:pk>/lagre/", drafts.autosave, name="draft-autosave"),
    path("kladd/<int:pk>/forhandsvisning/", drafts.preview, name="draft-preview"),
    path("kladd/<int:pk>/send/", drafts.send, name="draft-send"),
    path("kladd/<int:pk>/vedlegg/<int:file_pk>/", drafts.file, name="draft-file"),
    path("kladd/<int:pk>/slett/", drafts.drop, name="draft-drop"),
]
