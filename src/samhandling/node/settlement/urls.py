"""Addresses of settlement."""

from django.urls import path

from samhandling.node.settlement.views import bases, disputes, rules, settlement

urlpatterns = [
    path("regler/", rules.rules, name="rules"),
    path("regler/fremdrift/", rules.progress, name="rules-progress"),
    path("regler/avtale/<slug:key>/", rules.agreement, name="agreement"),
    path("regler/<slug:key>/", rules.rule, name="rule"),
    path("oppgjor/", settlement.settlement, name="settlement"),
    path("oppgjor/grunnlag/ta-imot/", bases.receive, name="basis-receive"),
    path("oppgjor/svar/ta-imot/", bases.receive_answer, name="answer-receive"),
    path("oppgjor/grunnlag/<int:pk>/svar/", bases.answer, name="basis-answer"),
    path("oppgjor/grunnlag/<int:pk>/", bases.basis, name="basis"),
    path("oppgjor/grunnlag/<int:pk>/fil/<slug:form>/", bases.download, name="basis-file"),
    path("oppgjor/grunnlag/<int:pk>/linje/<int:line>/", bases.mark, name="line-mark"),
    path("oppgjor/grunnlag/<int:pk>/godkjenn/", bases.approve, name="basis-approve"),
    path("oppgjor/tvist/", disputes.disputes, name="disputes"),
    path("oppgjor/tvist/<int:pk>/", disputes.dispute, name="dispute"),
    path("oppgjor/tvist/<int:pk>/godkjenn/", disputes.approve, name="dispute-approve"),
    path("oppgjor/tvist/<int:pk>/pdf/", disputes.paper, name="dispute-paper"),
    path("oppgjor/ny-tvist/<path:period>/", disputes.begin, name="dispute-new"),
    path("oppgjor/betaler/<path:period>/", settlement.payer, name="payer"),
    path("oppgjor/<str:month>/<int:her>/", settlement.partner, name="partner"),
    path("oppgjor/<str:month>/<int:her>/utsted/", settlement.issue, name="basis-issue"),
]
