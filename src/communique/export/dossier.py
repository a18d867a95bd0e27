"""A reading for people, in the terminal: what is planned, what was held, acts and programmes, offices, statements."""

from communique.model.reading import Reading


def render(reading: Reading) -> None:
    """Print the dossier."""
    print(reading.document.title)
