"""Who is who, which reports tell of one meeting, and which are copies, over the 736 stories of the wire."""
