"""What is asked for, where it is done, who does it, and what came of it.

registry: Service, ServiceVersion. agents: AgentKey, AgentToken. work: Credential, Job, Run.
history: JobEvent, InputRequest, Evidence. takeover: Takeover, TakeoverInput.
learning: Playbook, PlaybookDrift, ReplayResult. receipts: Receipt.
"""

from jobs.models.agents import AgentKey, AgentToken
from jobs.models.history import Evidence, InputRequest, JobEvent
from jobs.models.learning import Playbook, PlaybookDrift, ReplayResult
from jobs.models.receipts import Receipt
from jobs.models.registry import Service, ServiceVersion
from jobs.models.takeover import Takeover, TakeoverInput
from jobs.models.work import Credential, Job, Run

__all__ = [
    "AgentKey",
    "AgentToken",
    "Credential",
    "Evidence",
    "InputRequest",
    "Job",
    "JobEvent",
    "Playbook",
    "PlaybookDrift",
    "Receipt",
    "ReplayResult",
    "Run",
    "Service",
    "ServiceVersion",
    "Takeover",
    "TakeoverInput",
]
