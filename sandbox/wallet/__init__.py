"""A wallet that speaks Nostr Wallet Connect, for one machine."""
