"""What is to be known of the reading of Russian before any of it is imported."""

from importlib.util import find_spec

_NEEDED = ("natasha", "slovnet", "navec", "razdel", "pymorphy3", "pymorphy3_dicts_ru")


VERSIONS = frozenset(
    {"ru.posts/1", "ru.memberships/1", "ru.meetings/3", "ru.programmes/1", "ru.acts/1", "ru.sayings/1"}
)


def missing() -> str | None:
    """What to say where something is missing, in one line; `None` where all is there."""
    if all(find_spec(name) for name in _NEEDED):
        return None
    return "in Russian, which needs more packages: pip install 'communique[ru]'"
