"""Ecash that the house holds: proofs, the mint that signed them, and how each came and went."""
