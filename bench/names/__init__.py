"""How well name variants of office-holders are told from other names."""
