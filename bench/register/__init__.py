"""How well reports are joined to records."""
