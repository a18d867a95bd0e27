"""How far two independent readings of the same training documents agree."""
