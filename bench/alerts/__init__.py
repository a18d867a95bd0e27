"""Alerts: how fast the watches of a change are found, and what arrives when the sender is killed again and again."""
