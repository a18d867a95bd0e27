"""What archives at scale cost, and what they survive."""
