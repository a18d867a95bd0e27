"""Laws and costs of decisions, review and history over a register."""
