"""How the tagger's model is fed and how its scores are read: wordpieces, windows, best paths and best trees."""
