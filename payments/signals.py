"""News that travels upward.

notice_raised(sender=Notice, notice=<the row>) is sent inside the transaction that writes a notice;
the bridge turns those for a person into a DM.

invoice_changed(sender=Invoice, invoice=<the row, already saved>) is sent inside the transaction
that changes the row: a receiver writes rows or calls one service, and what it writes commits or
fails together with the money. It must never wait for a network.
"""

from django.dispatch import Signal

invoice_changed = Signal()
notice_raised = Signal()
