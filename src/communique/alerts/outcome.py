"""What came of sending something; law: nothing that a receiver does is raised."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`sent`, `later` (try again, in `wait` seconds if the receiver says so), `dead` (it never will be), or `gone` (the
    receiver wants nothing more). `away` says that the receiver's host did not answer at all; `tried` is false where
    nobody asked it."""

    state: str
    reason: str = ""
    wait: float | None = None
    away: bool = False
    tried: bool = True


SENT = Outcome(state="sent")
