"""The timeline and the registry's past only grow: not even psql changes a line.

The TRUNCATE triggers are named *_no_truncate: test runs switch triggers of that name off, because that
is how Django empties the database between tests that commit.
"""

from django.db import migrations

TABLES = ("jobs_jobevent", "jobs_serviceversion")
REFUSE = """
CREATE FUNCTION jobs_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows: its rows are history', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
""" + "".join(
    f"""
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION jobs_refuse_change();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION jobs_refuse_change();
"""
    for table in TABLES
)
ALLOW = (
    "".join(
        f"DROP TRIGGER {table}_no_truncate ON {table}; DROP TRIGGER {table}_no_change ON {table};"
        for table in TABLES
    )
    + "DROP FUNCTION jobs_refuse_change();"
)


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_concierge")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
