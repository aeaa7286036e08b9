#!/bin/sh
# From a bare machine to a ready checkout; quick when nothing is missing. Usage: workshop/setup.sh demo|test
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-demo}

say() { printf '  · %s\n' "$1" >&2; }
refuse() { printf '\n%s\n' "$1" >&2; exit 1; }

# --- Python 3.12 or newer, 3.13 preferred ------------------------------------------------------------
is_good() { "$1" -c 'import sys; sys.exit(not (3, 12) <= sys.version_info < (3, 15))' 2>/dev/null; }

find_python() {
    for candidate in "${PYTHON:-}" python3.13 \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13*/bin/python3 /opt/homebrew/bin/python3.13 \
        python3.14 python3.12 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[24]*/bin/python3 \
        /opt/homebrew/bin/python3.1[24] python3; do
        [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 && is_good "$candidate" &&
            { command -v "$candidate"; return; }
    done
}

if ! [ -x .venv/bin/python ] || ! is_good .venv/bin/python; then
    python=$(find_python || true)
    [ -n "$python" ] || refuse "No Python 3.12 or newer was found.
Debian: install one with pyenv or uv; macOS: brew install python@3.13. Then run this again,
or name it: PYTHON=/path/to/python3.13 make $purpose"
    say "Creating .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv 2>/dev/null || {
        rm -rf .venv
        "$python" -m venv --without-pip .venv
        "$python" -m pip --python .venv/bin/python install -q pip 2>/dev/null ||
            refuse "This Python cannot make a virtual environment with pip in it.
Debian: apt install python3-venv. Then run this again."
    }
fi

# --- Packages, exactly as locked ---------------------------------------------------------------------
stamp=.venv/.locked
wanted=$(cat requirements/uv.txt requirements/dev.txt | cksum)
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$wanted" ]; then
    say "Installing the locked Python packages (a minute on a cold cache)"
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps \
        -r requirements/uv.txt 2>/dev/null || true
    # The second try is for a network whose certificates only the system knows; pip, the third, must be told that
    # bolt11's "below Python 3.13" is out of date (uv ignores such upper bounds).
    locked="-q --require-hashes --no-deps -r requirements/dev.txt"
    into="--python .venv/bin/python --no-python-downloads"
    .venv/bin/uv pip install $into $locked 2>/dev/null ||
        .venv/bin/uv pip install --system-certs $into $locked 2>/dev/null ||
        .venv/bin/python -m pip install --disable-pip-version-check --ignore-requires-python $locked ||
        refuse "The packages could not be installed: is there a connection to a package index?"
    printf '%s' "$wanted" >"$stamp"
fi

if [ "$purpose" = test ]; then
    .venv/bin/python -m workshop.mint
    .venv/bin/python -m workshop.miniwob
fi

exec .venv/bin/python -m workshop.machine "$purpose"
