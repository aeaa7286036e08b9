#!/bin/sh
# requirements/*.in -> hashed locks for Linux and macOS, Python 3.12 and newer.
set -eu
cd "$(dirname "$0")/.."
for name in uv base browser dev; do
    .venv/bin/uv pip compile -q --no-python-downloads --universal --python-version 3.12 --generate-hashes \
        --no-emit-index-url --custom-compile-command "make lock" "$@" \
        "requirements/$name.in" -o "requirements/$name.txt"
done
# The mint's own environment pins what cannot be installed any more, and a client of a server that is not used.
.venv/bin/uv pip compile -q --no-python-downloads --universal --python-version 3.12 --generate-hashes \
    --no-emit-index-url --custom-compile-command "make lock" "$@" \
    --override requirements/mint-overrides.in requirements/mint.in -o requirements/mint.txt
