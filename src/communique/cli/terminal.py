"""The terminal that commands print to: as wide as it is, and no wider than reads well."""

import sys

from rich.console import Console

_WIDEST = 110


def console() -> Console:
    """Standard output; colours and styles go where it is no terminal."""
    made = Console(file=sys.stdout, highlight=False, emoji=False, markup=False)
    made.width = min(made.width, _WIDEST) if made.is_terminal else _WIDEST
    return made
