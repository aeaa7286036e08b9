"""The till's street doors, one module per caller."""
