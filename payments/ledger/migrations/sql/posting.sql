ALTER TABLE ledger_account SET (fillfactor = 50);
ALTER TABLE ledger_hold SET (fillfactor = 80);

CREATE FUNCTION ledger_hash(p_debit text, p_credit text, p_amount bigint) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(format('["%s", "%s", %s]', p_debit, p_credit, p_amount), 'UTF8')), 'hex')
$$;

-- Moves a floored account's balance and what is held on it. NULL: it would fall below its floor.
CREATE FUNCTION ledger_shift(p_id bigint, p_posted bigint, p_held bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_after bigint;
BEGIN
    UPDATE ledger_account
       SET posted_msats = posted_msats + p_posted, held_msats = held_msats + p_held
     WHERE id = p_id
       AND (p_posted >= p_held OR posted_msats + p_posted - held_msats - p_held >= floor_msats)
    RETURNING posted_msats INTO v_after;
    RETURN v_after;
END $$;

-- Money leaves by one road: a customer's own balance or payable revenue, then in-flight, then the rail.
-- What may be paid out is earned money only, and an escrow is funded once and ended once, by its own keys.
CREATE FUNCTION ledger_on_lane(p_key text, p_debit text, p_credit text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        -- Credit that was given is no money: it comes from promo and goes back there, never out.
        WHEN p_debit LIKE 'user:%:promo' THEN p_credit = 'promo'
        WHEN p_credit LIKE 'user:%:promo' THEN p_debit = 'promo'
        WHEN p_credit LIKE 'rail:%' THEN
            p_debit LIKE 'inflight:%' OR p_debit LIKE 'fees:%' OR p_debit LIKE 'equity:%' OR p_debit LIKE 'rail:%'
        WHEN p_credit LIKE 'inflight:%' THEN p_debit LIKE 'user:%' OR p_debit = 'revenue:payable'
        WHEN p_credit = 'revenue:payable' THEN
            p_debit LIKE 'revenue:%' OR p_debit LIKE 'inflight:%' OR p_debit LIKE 'equity:%'
        WHEN p_credit LIKE 'escrow:%' THEN p_debit LIKE 'user:%' AND p_key = p_credit || ':fund'
        WHEN p_debit LIKE 'escrow:%' THEN p_key IN (p_debit || ':release', p_debit || ':refund')
        ELSE true
    END
$$;

-- posted | replayed | reused | floor (subject, missing_msats) | unknown (subject) | lane | key (reserved)
CREATE FUNCTION ledger_post(
    p_key text, p_debit text, p_credit text, p_amount bigint, p_kind text, p_memo text,
    OUT outcome text, OUT transfer_id bigint, OUT subject text, OUT missing_msats bigint
) LANGUAGE plpgsql SECURITY DEFINER SET ledger.door = 'open' AS $$
DECLARE
    v_hash text := ledger_hash(p_debit, p_credit, p_amount);
    d record;
    c record;
    d_by bigint;
    c_by bigint;
    d_after bigint;
    c_after bigint;
    refused bigint;
BEGIN
    SELECT t.id, CASE WHEN t.inputs_hash = v_hash THEN 'replayed' ELSE 'reused' END
      INTO transfer_id, outcome FROM ledger_transfer t WHERE t.key = p_key;
    IF FOUND THEN RETURN; END IF;

    -- A stranger under a reversal's or a capture's key would make it impossible.
    IF (p_key LIKE 'reversal:%') <> (p_kind = 'reversal') OR p_key LIKE 'hold:%' THEN
        outcome := 'key'; subject := p_key; RETURN;
    END IF;
    SELECT id, kind, floor_msats IS NOT NULL AS floored INTO d FROM ledger_account WHERE code = p_debit;
    IF NOT FOUND THEN outcome := 'unknown'; subject := p_debit; RETURN; END IF;
    SELECT id, kind, floor_msats IS NOT NULL AS floored INTO c FROM ledger_account WHERE code = p_credit;
    IF NOT FOUND THEN outcome := 'unknown'; subject := p_credit; RETURN; END IF;
    IF p_kind <> 'reversal' AND NOT ledger_on_lane(p_key, p_debit, p_credit) THEN
        outcome := 'lane'; subject := p_debit || ' to ' || p_credit; RETURN;
    END IF;

    d_by := CASE WHEN d.kind IN ('asset', 'expense') THEN p_amount ELSE -p_amount END;
    c_by := CASE WHEN c.kind IN ('asset', 'expense') THEN -p_amount ELSE p_amount END;
    IF d.floored AND d.id < c.id THEN
        d_after := ledger_shift(d.id, d_by, 0);
        IF d_after IS NULL THEN refused := d.id; END IF;
    END IF;
    IF c.floored AND refused IS NULL THEN
        c_after := ledger_shift(c.id, c_by, 0);
        IF c_after IS NULL THEN refused := c.id; END IF;
    END IF;
    IF d.floored AND d.id > c.id AND refused IS NULL THEN
        d_after := ledger_shift(d.id, d_by, 0);
        IF d_after IS NULL THEN refused := d.id; END IF;
    END IF;

    IF refused IS NULL THEN
        INSERT INTO ledger_transfer
            (key, debit_id, credit_id, amount_msats, kind, memo, inputs_hash,
             debit_after_msats, credit_after_msats, posted_at)
        VALUES (p_key, d.id, c.id, p_amount, p_kind, p_memo, v_hash, d_after, c_after, clock_timestamp())
        ON CONFLICT (key) DO NOTHING RETURNING id INTO transfer_id;
        IF FOUND THEN outcome := 'posted'; RETURN; END IF;
    END IF;

    -- Refused, or a racer with this key was faster. Our locks are held, so taking back is exact.
    IF d_after IS NOT NULL THEN PERFORM ledger_shift(d.id, -d_by, 0); END IF;
    IF c_after IS NOT NULL THEN PERFORM ledger_shift(c.id, -c_by, 0); END IF;
    SELECT t.id, CASE WHEN t.inputs_hash = v_hash THEN 'replayed' ELSE 'reused' END
      INTO transfer_id, outcome FROM ledger_transfer t WHERE t.key = p_key;
    IF FOUND THEN RETURN; END IF;
    outcome := 'floor';  -- a deposit may have come since, yet this call was refused: at least 1 is missing
    SELECT a.code, greatest(1, p_amount - (a.posted_msats - a.held_msats - a.floor_msats))
      INTO subject, missing_msats FROM ledger_account a WHERE a.id = refused;
END $$;

-- held | replayed | reused | floor | unknown | unheld (subject: an account that cannot hold) | lane
CREATE FUNCTION ledger_hold_open(
    p_key text, p_debit text, p_credit text, p_amount bigint, p_kind text, p_memo text, p_ttl_seconds float8,
    OUT outcome text, OUT hold_id bigint, OUT subject text, OUT missing_msats bigint
) LANGUAGE plpgsql SECURITY DEFINER SET ledger.door = 'open' AS $$
DECLARE
    v_hash text := ledger_hash(p_debit, p_credit, p_amount);
    d record;
    c_id bigint;
    taken boolean;
BEGIN
    SELECT h.id, CASE WHEN h.inputs_hash = v_hash THEN 'replayed' ELSE 'reused' END
      INTO hold_id, outcome FROM ledger_hold h WHERE h.key = p_key;
    IF FOUND THEN RETURN; END IF;
    SELECT id, kind, floor_msats INTO d FROM ledger_account WHERE code = p_debit;
    IF NOT FOUND THEN outcome := 'unknown'; subject := p_debit; RETURN; END IF;
    SELECT id INTO c_id FROM ledger_account WHERE code = p_credit;
    IF NOT FOUND THEN outcome := 'unknown'; subject := p_credit; RETURN; END IF;
    IF d.floor_msats IS NULL OR d.kind IN ('asset', 'expense') THEN
        outcome := 'unheld'; subject := p_debit; RETURN;
    END IF;
    IF p_credit LIKE 'rail:%' OR NOT ledger_on_lane('', p_debit, p_credit) THEN
        outcome := 'lane'; subject := p_debit || ' to ' || p_credit; RETURN;
    END IF;

    taken := ledger_shift(d.id, 0, p_amount) IS NOT NULL;
    IF taken THEN
        INSERT INTO ledger_hold
            (key, debit_id, credit_id, amount_msats, captured_msats, kind, memo, inputs_hash, state, held_at,
             expires_at)
        VALUES (p_key, d.id, c_id, p_amount, 0, p_kind, p_memo, v_hash, 'held', clock_timestamp(),
                clock_timestamp() + make_interval(secs => p_ttl_seconds))
        ON CONFLICT (key) DO NOTHING RETURNING id INTO hold_id;
        IF FOUND THEN outcome := 'held'; RETURN; END IF;
        PERFORM ledger_shift(d.id, 0, -p_amount);
    END IF;
    SELECT h.id, CASE WHEN h.inputs_hash = v_hash THEN 'replayed' ELSE 'reused' END
      INTO hold_id, outcome FROM ledger_hold h WHERE h.key = p_key;
    IF FOUND THEN RETURN; END IF;
    outcome := 'floor';  -- a deposit may have come since, yet this call was refused: at least 1 is missing
    SELECT a.code, greatest(1, p_amount - (a.posted_msats - a.held_msats - a.floor_msats))
      INTO subject, missing_msats FROM ledger_account a WHERE a.id = d.id;
END $$;

-- captured | replayed | unknown | over (subject: what is held) | resolved (subject: as what)
CREATE FUNCTION ledger_hold_capture(
    p_key text, p_amount bigint, p_memo text, OUT outcome text, OUT transfer_id bigint, OUT subject text
) LANGUAGE plpgsql SECURITY DEFINER SET ledger.door = 'open' AS $$
DECLARE
    h record;
    d record;
    c record;
    c_by bigint;
    d_after bigint;
    c_after bigint;
BEGIN
    -- One statement decides who ends the hold: a second capture, a void or the expiry find no row.
    LOOP
        UPDATE ledger_hold
           SET state = 'captured', captured_msats = p_amount, resolved_at = clock_timestamp()
         WHERE key = p_key AND state = 'held' AND amount_msats >= p_amount
        RETURNING * INTO h;
        EXIT WHEN FOUND;
        SELECT * INTO h FROM ledger_hold WHERE key = p_key;
        IF NOT FOUND THEN outcome := 'unknown'; subject := p_key; RETURN; END IF;
        IF h.state = 'captured' AND h.captured_msats = p_amount THEN
            outcome := 'replayed';
            SELECT t.id INTO transfer_id FROM ledger_transfer t WHERE t.key = 'hold:' || p_key;
            RETURN;
        END IF;
        IF h.state <> 'held' THEN outcome := 'resolved'; subject := h.state; RETURN; END IF;
        IF h.amount_msats < p_amount THEN outcome := 'over'; subject := h.amount_msats::text; RETURN; END IF;
        -- It was opened between the two statements: now there is something to end.
    END LOOP;
    SELECT id, code INTO d FROM ledger_account WHERE id = h.debit_id;
    SELECT id, code, kind, floor_msats IS NOT NULL AS floored INTO c FROM ledger_account WHERE id = h.credit_id;
    c_by := CASE WHEN c.kind IN ('asset', 'expense') THEN -p_amount ELSE p_amount END;
    IF c.floored AND c.id < d.id THEN c_after := ledger_shift(c.id, c_by, 0); END IF;
    d_after := ledger_shift(d.id, -p_amount, -h.amount_msats);
    IF c.floored AND c.id > d.id THEN c_after := ledger_shift(c.id, c_by, 0); END IF;
    IF d_after IS NULL OR c.floored AND c_after IS NULL THEN
        RAISE EXCEPTION 'hold % does not fit the balances', p_key USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    INSERT INTO ledger_transfer
        (key, debit_id, credit_id, amount_msats, kind, memo, inputs_hash,
         debit_after_msats, credit_after_msats, posted_at)
    VALUES ('hold:' || p_key, d.id, c.id, p_amount, h.kind, coalesce(nullif(p_memo, ''), h.memo),
            ledger_hash(d.code, c.code, p_amount), d_after, c_after, clock_timestamp())
    RETURNING id INTO transfer_id;
    outcome := 'captured';
END $$;

-- p_state voided | expired. Returns the same word, or replayed | unknown | early | resolved (subject: as what)
CREATE FUNCTION ledger_hold_release(p_key text, p_state text, OUT outcome text, OUT subject text)
LANGUAGE plpgsql SECURITY DEFINER SET ledger.door = 'open' AS $$
DECLARE
    h record;
BEGIN
    LOOP
        UPDATE ledger_hold SET state = p_state, resolved_at = clock_timestamp()
         WHERE key = p_key AND state = 'held' AND (p_state = 'voided' OR expires_at <= clock_timestamp())
        RETURNING * INTO h;
        IF FOUND THEN
            PERFORM ledger_shift(h.debit_id, 0, -h.amount_msats);
            outcome := p_state;
            RETURN;
        END IF;
        SELECT * INTO h FROM ledger_hold WHERE key = p_key;
        IF NOT FOUND THEN outcome := 'unknown'; subject := p_key; RETURN; END IF;
        IF h.state = p_state THEN outcome := 'replayed'; RETURN; END IF;
        IF h.state <> 'held' THEN outcome := 'resolved'; subject := h.state; RETURN; END IF;
        IF p_state = 'expired' THEN outcome := 'early'; RETURN; END IF;
        -- It was opened between the two statements: now there is something to end.
    END LOOP;
END $$;

-- extended | unknown | resolved (subject: as what)
CREATE FUNCTION ledger_hold_extend(p_key text, p_ttl_seconds float8, OUT outcome text, OUT subject text)
LANGUAGE plpgsql SECURITY DEFINER SET ledger.door = 'open' AS $$
BEGIN
    UPDATE ledger_hold
       SET expires_at = greatest(expires_at, clock_timestamp() + make_interval(secs => p_ttl_seconds))
     WHERE key = p_key AND state = 'held';
    IF FOUND THEN outcome := 'extended'; RETURN; END IF;
    SELECT h.state INTO subject FROM ledger_hold h WHERE h.key = p_key;
    outcome := CASE WHEN FOUND THEN 'resolved' ELSE 'unknown' END;
END $$;

-- Ends up to p_limit lapsed holds, of one account or (NULL) of all, in the order of the accounts' ids.
CREATE FUNCTION ledger_holds_expire(p_account text, p_limit int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET ledger.door = 'open' AS $$
DECLARE
    v_key text;
    ended int := 0;
BEGIN
    FOR v_key IN
        SELECT lapsed.key FROM (
            SELECT h.key, h.debit_id, h.id FROM ledger_hold h
             WHERE h.state = 'held' AND h.expires_at <= clock_timestamp()
               AND (p_account IS NULL OR h.debit_id = (SELECT a.id FROM ledger_account a WHERE a.code = p_account))
             ORDER BY h.expires_at LIMIT p_limit FOR UPDATE SKIP LOCKED
        ) lapsed ORDER BY lapsed.debit_id, lapsed.id
    LOOP
        PERFORM ledger_hold_release(v_key, 'expired');
        ended := ended + 1;
    END LOOP;
    RETURN ended;
END $$;

CREATE FUNCTION ledger_account_open(p_code text, p_kind text, p_owner text, p_floor bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET ledger.door = 'open' AS $$
    INSERT INTO ledger_account (code, kind, owner, floor_msats, posted_msats, held_msats)
    VALUES (p_code, p_kind, p_owner, p_floor, 0, 0) ON CONFLICT (code) DO NOTHING
$$;

-- The newest id below which no transfer can still appear: the lock waits for whoever is writing now, and
-- an id is drawn after its writer has the table. Call it in a transaction of its own: writers wait for it.
CREATE FUNCTION ledger_quiet_id() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '500ms' AS $$
BEGIN
    LOCK TABLE ledger_transfer IN SHARE MODE;
    RETURN (SELECT coalesce(max(id), 0) FROM ledger_transfer);
END $$;

-- Checkpoints for every account with at least p_least transfers since its last one. Returns how many.
CREATE FUNCTION ledger_fold(p_through bigint, p_least int, p_quiet_at timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET ledger.door = 'open' AS $$
DECLARE
    v_since bigint;
    folded int;
BEGIN
    -- Two folders at once would sum the same transfers twice.
    PERFORM pg_advisory_xact_lock(hashtext('ledger_fold'));
    -- Who has not moved since the last fold had too few transfers then, and has as many now.
    v_since := (SELECT coalesce(max(through_id), 0) FROM ledger_checkpoint);
    INSERT INTO ledger_checkpoint (account_id, through_id, debits_msats, credits_msats, folded_at)
    SELECT a.id, p_through, coalesce(last.debits_msats, 0) + d.total, coalesce(last.credits_msats, 0) + c.total,
           p_quiet_at
      FROM (SELECT debit_id AS id FROM ledger_transfer WHERE id > v_since AND id <= p_through
             UNION SELECT credit_id FROM ledger_transfer WHERE id > v_since AND id <= p_through) a
      LEFT JOIN LATERAL (
          SELECT * FROM ledger_checkpoint k WHERE k.account_id = a.id ORDER BY k.through_id DESC LIMIT 1
      ) last ON true
      CROSS JOIN LATERAL (
          SELECT coalesce(sum(amount_msats), 0) AS total, count(*) AS many FROM ledger_transfer
           WHERE debit_id = a.id AND id > coalesce(last.through_id, 0) AND id <= p_through
      ) d
      CROSS JOIN LATERAL (
          SELECT coalesce(sum(amount_msats), 0) AS total, count(*) AS many FROM ledger_transfer
           WHERE credit_id = a.id AND id > coalesce(last.through_id, 0) AND id <= p_through
      ) c
     WHERE coalesce(last.through_id, 0) < p_through AND d.many + c.many >= p_least;
    GET DIAGNOSTICS folded = ROW_COUNT;
    RETURN folded;
END $$;

-- Debits minus credits of one account: its last checkpoint and what came after.
CREATE FUNCTION ledger_signed_balance(p_account bigint) RETURNS numeric
LANGUAGE plpgsql STABLE AS $$
DECLARE
    k record;
    since bigint := 0;
    total numeric := 0;
BEGIN
    SELECT through_id, debits_msats - credits_msats AS net INTO k
      FROM ledger_checkpoint WHERE account_id = p_account ORDER BY through_id DESC LIMIT 1;
    IF FOUND THEN since := k.through_id; total := k.net; END IF;
    RETURN total
        + coalesce((SELECT sum(amount_msats) FROM ledger_transfer WHERE debit_id = p_account AND id > since), 0)
        - coalesce((SELECT sum(amount_msats) FROM ledger_transfer WHERE credit_id = p_account AND id > since), 0);
END $$;

-- The same as of an instant. Between the checkpoints around it, transfers are looked at one by one.
CREATE FUNCTION ledger_signed_balance_at(p_account bigint, p_at timestamptz) RETURNS numeric
LANGUAGE plpgsql STABLE AS $$
DECLARE
    k record;
    since bigint := 0;
    through bigint;
    total numeric := 0;
BEGIN
    SELECT through_id, debits_msats - credits_msats AS net INTO k
      FROM ledger_checkpoint WHERE account_id = p_account AND folded_at <= p_at ORDER BY through_id DESC LIMIT 1;
    IF FOUND THEN since := k.through_id; total := k.net; END IF;
    through := coalesce((SELECT min(through_id) FROM ledger_checkpoint
                          WHERE account_id = p_account AND folded_at > p_at), 9223372036854775807);
    RETURN total
        + coalesce((SELECT sum(amount_msats) FROM ledger_transfer
                     WHERE debit_id = p_account AND id > since AND id <= through AND posted_at <= p_at), 0)
        - coalesce((SELECT sum(amount_msats) FROM ledger_transfer
                     WHERE credit_id = p_account AND id > since AND id <= through AND posted_at <= p_at), 0);
END $$;

CREATE FUNCTION ledger_refuse_hand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is written by the posting functions only', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE FUNCTION ledger_refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER ledger_transfer_door BEFORE INSERT ON ledger_transfer FOR EACH STATEMENT
    WHEN (current_setting('ledger.door', true) IS DISTINCT FROM 'open') EXECUTE FUNCTION ledger_refuse_hand();
CREATE TRIGGER ledger_account_door BEFORE INSERT OR UPDATE ON ledger_account FOR EACH STATEMENT
    WHEN (current_setting('ledger.door', true) IS DISTINCT FROM 'open') EXECUTE FUNCTION ledger_refuse_hand();
CREATE TRIGGER ledger_hold_door BEFORE INSERT OR UPDATE ON ledger_hold FOR EACH STATEMENT
    WHEN (current_setting('ledger.door', true) IS DISTINCT FROM 'open') EXECUTE FUNCTION ledger_refuse_hand();
CREATE TRIGGER ledger_checkpoint_door BEFORE INSERT ON ledger_checkpoint FOR EACH STATEMENT
    WHEN (current_setting('ledger.door', true) IS DISTINCT FROM 'open') EXECUTE FUNCTION ledger_refuse_hand();

CREATE TRIGGER ledger_account_stays BEFORE DELETE ON ledger_account
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_removal();
CREATE TRIGGER ledger_hold_stays BEFORE DELETE ON ledger_hold
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_removal();
CREATE TRIGGER ledger_checkpoint_stays BEFORE UPDATE OR DELETE ON ledger_checkpoint
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_removal();
CREATE TRIGGER ledger_account_no_truncate BEFORE TRUNCATE ON ledger_account
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_removal();
CREATE TRIGGER ledger_hold_no_truncate BEFORE TRUNCATE ON ledger_hold
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_removal();
CREATE TRIGGER ledger_checkpoint_no_truncate BEFORE TRUNCATE ON ledger_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_removal();

-- A hold's terms never change: only its end and its expiry may.
CREATE FUNCTION ledger_hold_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.key, OLD.debit_id, OLD.credit_id, OLD.amount_msats, OLD.kind, OLD.inputs_hash)
       IS DISTINCT FROM (NEW.key, NEW.debit_id, NEW.credit_id, NEW.amount_msats, NEW.kind, NEW.inputs_hash)
       OR OLD.state <> 'held' THEN
        RAISE EXCEPTION 'a hold ends once and its terms stay' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_hold_ends_once BEFORE UPDATE ON ledger_hold
    FOR EACH ROW EXECUTE FUNCTION ledger_hold_terms();

-- An account keeps what it is.
CREATE TRIGGER ledger_account_identity BEFORE UPDATE OF code, kind, owner, floor_msats ON ledger_account
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_removal();

-- They run with their owner's rights, so a caller's temporary table must never stand in for ours.
DO $$
DECLARE
    f record;
BEGIN
    FOR f IN SELECT p.oid::regprocedure AS name, n.nspname AS home
               FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
              WHERE p.prosecdef AND p.proname LIKE 'ledger\_%'
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', f.name, f.home);
    END LOOP;
END $$;
