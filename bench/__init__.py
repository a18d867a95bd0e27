"""What is measured, against which peers, and how: one command each."""
