"""Every way to change what the concierge knows.

Streets call open_job, give_input, abort_job, unpaid_invoice; the agent API start_run,
record_events, store_evidence, request_input, wait_for_input, record_outcome; ops sweep_jobs;
operators force_job, retry_job and the registry's services.
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
from jobs.services.registry import load_services, save_service
from jobs.services.runs import Heard, offer_run, record_events, start_run
from jobs.services.sweep import expire_leases, sweep_jobs

__all__ = [
    "GiveOutcome",
    "Heard",
    "Recording",
    "SealedInput",
    "Storage",
    "abort_job",
    "close_account",
    "create_agent_token",
    "destroy_credentials",
    "expire_inputs",
    "expire_leases",
    "follow_invoice",
    "force_job",
    "give_input",
    "load_services",
    "offer_run",
    "open_job",
    "recognise_agent",
    "record_events",
    "record_outcome",
    "register_agent_key",
    "request_input",
    "retry_job",
    "revoke_agent_token",
    "save_service",
    "start_run",
    "store_credentials",
    "store_evidence",
    "sweep_jobs",
    "unpaid_invoice",
    "wait_for_input",
]
