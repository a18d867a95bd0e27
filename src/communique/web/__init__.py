"""The desk: pages, JSON, calendars and feeds of a register."""
