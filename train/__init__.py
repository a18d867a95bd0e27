"""How the shipped models and tables are made (not installed)."""
