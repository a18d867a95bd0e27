"""Pictures of the desk for the manual."""
