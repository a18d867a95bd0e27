"""How well a reading agrees with another one, or with a gold reading; plain values in, figures and differences out."""
