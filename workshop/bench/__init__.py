"""Loads for `make bench-ledger`: ours, raw pgbench, the naive way, and over HTTP."""
