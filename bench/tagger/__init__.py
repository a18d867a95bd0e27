"""How well and how fast the tagger tags."""
