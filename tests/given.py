"""Set-up for stories, through the product's own services."""

import hashlib

from accounts.models import User


def given_user(name: str) -> User:
    """The same person for the same name; the public key is a digest, never a real key pair."""
    pubkey = hashlib.sha256(name.encode()).hexdigest()
    found = User.objects.filter(pubkey=pubkey).first()
    return found or User.objects.create_user(username=f"person-{name}", pubkey=pubkey)
