"""Every way to change what the concierge knows.

Streets call open_job, give_input, abort_job, unpaid_invoice; the agent API start_run,
record_events, store_evidence, request_input, wait_for_input, record_outcome; ops sweep_jobs;
a page that was handed to a person: open_takeover to end_takeover, recognise_visit and what follows;
playbooks: study_run, playbook_frame; operators force_job, retry_job, activate_playbook,
retire_playbook, see_drift and the registry's services.
"""

from jobs.services.agents import (
    create_agent_token,
    recognise_agent,
    register_agent_key,
    revoke_agent_token,
)
from jobs.services.billing import follow_invoice, unpaid_invoice
from jobs.services.credentials import destroy_credentials, store_credentials
from jobs.services.evidence import Storage, store_evidence
from jobs.services.inputs import (
    GiveOutcome,
    SealedInput,
    expire_inputs,
    give_input,
    request_input,
    wait_for_input,
)
from jobs.services.leaving import close_account
from jobs.services.opening import abort_job, open_job
from jobs.services.operators import force_job, retry_job
from jobs.services.outcomes import Recording, record_outcome
from jobs.services.playbooks import (
    activate_playbook,
    leave_unstudied,
    playbook_frame,
    retire_playbook,
    see_drift,
    study_run,
)
from jobs.services.receipts import receipt_file, receipt_public_keys
from jobs.services.registry import load_services, save_service
from jobs.services.replays import keep_replay
from jobs.services.retention import forget_old_evidence
from jobs.services.runs import Heard, offer_run, record_events, start_run
from jobs.services.sweep import expire_leases, sweep_jobs
from jobs.services.takeover_visits import (
    finish_takeover,
    give_takeover_input,
    open_for_operator,
    recognise_visit,
    renew_link,
    takeover_frame,
    takeover_sight,
)
from jobs.services.takeovers import (
    end_takeover,
    expire_takeovers,
    next_inputs,
    open_takeover,
    settle_input,
    store_frame,
)

__all__ = [
    "GiveOutcome",
    "Heard",
    "Recording",
    "SealedInput",
    "Storage",
    "abort_job",
    "activate_playbook",
    "close_account",
    "create_agent_token",
    "destroy_credentials",
    "end_takeover",
    "expire_inputs",
    "expire_leases",
    "expire_takeovers",
    "finish_takeover",
    "follow_invoice",
    "force_job",
    "forget_old_evidence",
    "give_input",
    "give_takeover_input",
    "keep_replay",
    "leave_unstudied",
    "load_services",
    "next_inputs",
    "offer_run",
    "open_for_operator",
    "open_job",
    "open_takeover",
    "playbook_frame",
    "receipt_file",
    "receipt_public_keys",
    "recognise_agent",
    "recognise_visit",
    "record_events",
    "record_outcome",
    "register_agent_key",
    "renew_link",
    "request_input",
    "retire_playbook",
    "retry_job",
    "revoke_agent_token",
    "save_service",
    "see_drift",
    "settle_input",
    "start_run",
    "store_credentials",
    "store_evidence",
    "store_frame",
    "study_run",
    "sweep_jobs",
    "takeover_frame",
    "takeover_sight",
    "unpaid_invoice",
    "wait_for_input",
]
