"""What operators did and what the house has published stay as they were written.

The TRUNCATE triggers are named *_no_truncate: test runs switch triggers of that name off.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION payments_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % stay as they were written', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER payments_operatoraction_stays BEFORE UPDATE OR DELETE ON payments_operatoraction
    FOR EACH ROW EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER payments_operatoraction_no_truncate BEFORE TRUNCATE ON payments_operatoraction
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER payments_liabilityproof_stays BEFORE UPDATE OR DELETE ON payments_liabilityproof
    FOR EACH ROW EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER payments_liabilityproof_no_truncate BEFORE TRUNCATE ON payments_liabilityproof
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
-- Leaves are dropped when they are old, and never altered.
CREATE TRIGGER payments_liabilityleaf_stays BEFORE UPDATE ON payments_liabilityleaf
    FOR EACH ROW EXECUTE FUNCTION payments_refuse_change();
"""
ALLOW = """
DROP TRIGGER payments_liabilityleaf_stays ON payments_liabilityleaf;
DROP TRIGGER payments_liabilityproof_no_truncate ON payments_liabilityproof;
DROP TRIGGER payments_liabilityproof_stays ON payments_liabilityproof;
DROP TRIGGER payments_operatoraction_no_truncate ON payments_operatoraction;
DROP TRIGGER payments_operatoraction_stays ON payments_operatoraction;
DROP FUNCTION payments_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_audits_in_part")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
