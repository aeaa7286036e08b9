"""Charts ask for days. Transfers lie in the order of time, so a BRIN index of a few pages tells where a
day begins, and a new transfer costs it nothing. In SQL: Django's BrinIndex would want another app.
"""

from django.db import migrations

INDEX = """
CREATE INDEX transfer_posted_at ON ledger_transfer USING brin (posted_at)
    WITH (pages_per_range = 32, autosummarize = on)
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_posting_functions")]
    operations = [migrations.RunSQL(INDEX, "DROP INDEX transfer_posted_at")]
