"""What the API answers to whatever its own description allows, and to what it does not."""
