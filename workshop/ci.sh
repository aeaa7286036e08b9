#!/bin/sh
# Every check in the order in which it is cheapest to fail.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
export PATH DJANGO_SETTINGS_MODULE=config.settings.test

run() { printf '\n== %s\n' "$*"; "$@"; }

run ruff format --check .
run ruff check .
run lint-imports
run mypy .
run python -m workshop.postgres run -- sh -c '
    python manage.py makemigrations --check --dry-run &&
    DJANGO_SETTINGS_MODULE=config.settings.base DEBUG=false PUBLIC_URL=https://example.org python manage.py check --deploy --fail-level WARNING --database default'
printf '\n== make test\n'
exec make test
