"""Set-up for stories, through the product's own services. `given_user("alice")` is the same person each time."""

import hashlib

from accounts.models import User


def given_user(name: str) -> User:
    """A person whose public key is derived from their name: unique, stable, and never a real key pair."""
    pubkey = hashlib.sha256(name.encode()).hexdigest()
    found = User.objects.filter(pubkey=pubkey).first()
    return found or User.objects.create_user(username=f"person-{name}", pubkey=pubkey)
