from django.urls import path

from jobs.api import agent, people, takeovers

_RUN = "agent/runs/<uuid:run_id>"
_VIEW = f"{_RUN}/takeovers/<uuid:takeover_key>"

urlpatterns = [
    path("me", people.MeView.as_view(), name="me"),
    path("services", people.ServicesView.as_view(), name="services"),
    path("credentials", people.CredentialsView.as_view(), name="credentials"),
    path("credentials/<slug:service>", people.CredentialView.as_view(), name="credential"),
    path("jobs", people.JobsView.as_view(), name="jobs"),
    path("jobs/<uuid:job_id>", people.JobView.as_view(), name="job"),
    path("jobs/<uuid:job_id>/receipt", people.ReceiptView.as_view(), name="job_receipt"),
    path("jobs/<uuid:job_id>/abort", people.AbortView.as_view(), name="job_abort"),
    path(f"{_RUN}/start", agent.StartView.as_view(), name="run_start"),
    path(f"{_RUN}/events", agent.EventsView.as_view(), name="run_events"),
    path(f"{_RUN}/evidence", agent.EvidenceView.as_view(), name="run_evidence"),
    path(f"{_RUN}/input-requests", agent.InputRequestsView.as_view(), name="run_ask"),
    path(
        f"{_RUN}/input-requests/<uuid:request_key>",
        agent.InputRequestView.as_view(),
        name="run_answer",
    ),
    path(
        f"{_RUN}/playbook-frames/<str:name>",
        agent.PlaybookFrameView.as_view(),
        name="run_playbook_frame",
    ),
    path(f"{_RUN}/outcome", agent.OutcomeView.as_view(), name="run_outcome"),
    path(f"{_RUN}/takeovers", takeovers.OpenView.as_view(), name="run_takeovers"),
    path(f"{_VIEW}/frame", takeovers.StoreFrameView.as_view(), name="run_takeover_frame"),
    path(f"{_VIEW}/inputs", takeovers.QueuedView.as_view(), name="run_takeover_inputs"),
    path(f"{_VIEW}/inputs/<int:seq>", takeovers.SettleView.as_view(), name="run_takeover_fate"),
    path(f"{_VIEW}/end", takeovers.AgentEndView.as_view(), name="run_takeover_end"),
    path("jobs/<uuid:job_id>/takeover", takeovers.LinkView.as_view(), name="job_takeover"),
    path("takeover", takeovers.SightView.as_view(), name="takeover"),
    path("takeover/frame", takeovers.FrameView.as_view(), name="takeover_frame"),
    path("takeover/inputs", takeovers.InputsView.as_view(), name="takeover_inputs"),
    path("takeover/end", takeovers.EndView.as_view(), name="takeover_end"),
]
