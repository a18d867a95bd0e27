"""Records and readings to bytes: one file a format."""
