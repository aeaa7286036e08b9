"""`python -m browser_agent create-key --out FILE`: for the agent's machine, which has no Django."""

import argparse
import sys
from pathlib import Path

from browser_agent.chain import signing_key_of
from kernel.sealing import PrivateKey


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m browser_agent")
    commands = parser.add_subparsers(required=True)
    create = commands.add_parser("create-key", help="make this machine's key")
    create.add_argument("--out", type=Path, required=True, help="where the private key goes (0600)")
    return create_key(parser.parse_args().out)


def create_key(path: Path) -> int:
    """Writes the private key and prints the public half. An existing key is never overwritten."""
    key = PrivateKey.generate()
    try:
        key.write_file(path)
    except FileExistsError:
        sys.stderr.write(f"{path} exists: a new key would lose every credential sealed to it.\n")
        return 1
    sys.stdout.write(
        f"Key {key.public_key.key_id} is in {path}. Now run this on the server:\n"
        f"manage.py register_agent_key {key.public_key.to_text()}"
        f" --signing {signing_key_of(key).public_hex}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
