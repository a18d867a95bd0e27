"""Dates: accuracy on eight data sets and speed, beside the peers."""
