"""Addresses of the board and the stays."""

from django.urls import path

from samhandling.node.stays.views import board, coming_and_going, ready, reply, stay

urlpatterns = [
    path("tavle/", board.board, name="board"),
    path("tavle/innleggelse/", coming_and_going.newcomer, name="admission-newcomer"),
    path("tavle/vegg/", board.wall, name="wall"),
    path("opphold/<int:pk>/", stay.stay, name="stay"),
    path("opphold/<int:pk>/svar/", reply.reply, name="stay-reply"),
    path("opphold/<int:pk>/spor/", reply.ask, name="stay-ask"),
    path("opphold/<int:pk>/tolk/", stay.classify, name="stay-classify"),
    path("opphold/<int:pk>/utskrivningsklar/", ready.ready, name="stay-ready"),
    path("opphold/<int:pk>/angre/", ready.undo, name="stay-undo"),
    path("opphold/<int:pk>/utreise/", coming_and_going.departure, name="stay-departure"),
    path("opphold/<int:pk>/utskrift/", coming_and_going.leaflet, name="stay-leaflet"),
    path("opphold/<int:pk>/forventet/", coming_and_going.expected, name="stay-expected"),
    path("opphold/<int:pk>/registrer/", stay.press, name="stay-press"),
    path("opphold/<int:pk>/notat/", stay.note, name="stay-note"),
    path("opphold/<int:pk>/arsak/", stay.explain_day, name="stay-day"),
    path("opphold/<int:pk>/plasser/", stay.place, name="stay-place"),
    path("melding/<int:pk>/opphold/", stay.of_message, name="stay-of-message"),
    path("pasient/<int:patient_pk>/innleggelse/", coming_and_going.admission, name="admission"),
]
