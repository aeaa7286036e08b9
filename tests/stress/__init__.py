"""The books under load: many processes, killed processes, weakened schemas."""
