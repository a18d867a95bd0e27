"""What is to be known of the reading of Russian before any of it is imported."""

from importlib.util import find_spec

_NEEDED = ("natasha", "slovnet", "navec", "razdel", "pymorphy3", "pymorphy3_dicts_ru")


VERSIONS = frozenset(f"ru.{name}/1" for name in ("posts", "memberships", "meetings", "programmes", "acts", "sayings"))


def missing() -> str | None:
    """What to say where something is missing, in one line; `None` where all is there."""
    if all(find_spec(name) for name in _NEEDED):
        return None
    return "in Russian, which needs more packages: pip install 'communique[ru]'"
