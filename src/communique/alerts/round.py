"""A round of alerts: take in what changed, put what is due into messages, send them; law: it may stop at any moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from communique.alerts.outcome import Outcome
from communique.alerts.paces import moments, stamp
from communique.alerts.sending import Sender
from communique.alerts.taking import Taker
from communique.model.watch import Delivery

KEPT = 90
"""Days for which what was told is kept, for feeds and for looking up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The two halves of a round, and the hour (UTC) at which daily and weekly digests are made."""

    taker: Taker
    sender: Sender
    hour: int = 6

    def run(self) -> Iterator[tuple[Delivery, Outcome]]:
        """One round; tells what came of each delivery that was due. Raises `RegisterError`."""
        self.notice()
        yield from self.sender.send()

    def notice(self) -> int:
        """Take in what changed and make the deliveries of it; how many alerts are new. Raises `RegisterError`."""
        now = self.sender.clock()
        found = self.taker.take(now)
        outbox = self.taker.outbox
        outbox.bundle(moments(now, self.hour), stamp(now))
        outbox.prune(stamp(now - timedelta(days=KEPT)))
        return found
