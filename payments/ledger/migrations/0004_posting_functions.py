"""The only hands that write in the books: one SQL function per operation.

Each returns an outcome instead of raising, so that a refusal costs no savepoint; each claims its key
before it says that it posted, and locks accounts in the order of their ids. The conditional UPDATE in
ledger_shift decides what can be afforded. See docs/decisions/0007.

Everybody else meets a trigger: `ledger.door` is open inside these functions only.
"""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_holds_and_checkpoints")]
    operations = [
        migrations.RunSQL(
            (SQL / "posting.sql").read_text(encoding="utf-8"),
            (SQL / "posting_back.sql").read_text(encoding="utf-8"),
        )
    ]
