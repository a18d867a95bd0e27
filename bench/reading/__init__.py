"""How well and how fast the reader reads."""
