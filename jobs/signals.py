"""News that travels upward.

job_changed(sender=Job, job=<the row, already saved>, event=<str>, facts=<dict>) is sent inside the
transaction that changes the row, under its lock: a receiver writes rows, and what it writes commits
or fails together with the change. It must never wait for a network.

event            facts
queued           queue_position, expected_wait_seconds (where known)
look_queued      - (a run fell silent after its last press; the next one only looks)
started          -
input_wanted     field, prompt, request_key
input_received   -
input_expired    request_key
takeover_wanted  reason (captcha, passkey, email_link), url (for this person alone), takeover_key,
                 expires_at (aware datetime); the job stays running
verified         effective_date (ISO 8601 or None)
invoiced         bolt11, amount_sats, expires_at (aware datetime); jobs_count where the invoice is
                 over several jobs: each of them tells it
paid             amount_sats
unpaid           amount_sats
already_done     effective_date, after_abort (True: it was done although the person had aborted)
failed           error_code, reason (a sentence for the person)
needs_help       reason
aborted          -
Every edge an operator forced carries `by_operator`: True too.
"""

from django.dispatch import Signal

job_changed = Signal()
