DROP TRIGGER ledger_account_identity ON ledger_account;
DROP TRIGGER ledger_hold_ends_once ON ledger_hold;
DROP TRIGGER ledger_checkpoint_no_truncate ON ledger_checkpoint;
DROP TRIGGER ledger_hold_no_truncate ON ledger_hold;
DROP TRIGGER ledger_account_no_truncate ON ledger_account;
DROP TRIGGER ledger_checkpoint_stays ON ledger_checkpoint;
DROP TRIGGER ledger_hold_stays ON ledger_hold;
DROP TRIGGER ledger_account_stays ON ledger_account;
DROP TRIGGER ledger_checkpoint_door ON ledger_checkpoint;
DROP TRIGGER ledger_hold_door ON ledger_hold;
DROP TRIGGER ledger_account_door ON ledger_account;
DROP TRIGGER ledger_transfer_door ON ledger_transfer;
DROP FUNCTION ledger_hold_terms(), ledger_refuse_removal(), ledger_refuse_hand(), ledger_signed_balance(bigint),
    ledger_signed_balance_at(bigint, timestamptz),
    ledger_fold(bigint, int, timestamptz), ledger_quiet_id(), ledger_account_open(text, text, text, bigint),
    ledger_holds_expire(text, int), ledger_hold_extend(text, float8), ledger_hold_release(text, text),
    ledger_hold_capture(text, bigint, text),
    ledger_hold_open(text, text, text, bigint, text, text, float8),
    ledger_post(text, text, text, bigint, text, text), ledger_shift(bigint, bigint, bigint),
    ledger_on_lane(text, text, text), ledger_hash(text, text, bigint);
ALTER TABLE ledger_account RESET (fillfactor);
ALTER TABLE ledger_hold RESET (fillfactor);
