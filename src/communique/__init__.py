"""Communiqué reads what is published about how states work together, and keeps the record."""
