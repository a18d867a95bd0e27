"""The figures of Russian: facts, dates, and reports joined across languages."""
