"""The signal that a claim does not stand a check; law: it never leaves this package, a dropped claim does."""

from typing import Any

_SHOWN = 120


class Unfit(Exception):
    """A claim cannot be taken: the reason, in words by which it is counted, and what of the claim is wrong."""

    def __init__(self, reason: str, detail: Any = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = shown(detail)


def shown(value: Any) -> str:
    """A value of an answer on one short line, with nothing in it that moves a terminal's cursor."""
    text = value if isinstance(value, str) else repr(value)
    line = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * _SHOWN]).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
