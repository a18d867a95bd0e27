"""Sending what is due; law: a delivery that is not known to have arrived is tried again under the same id, or kept."""

import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from communique.alerts.digest import Letterhead, event, mail, question
from communique.alerts.mail import Mailer, MailServer
from communique.alerts.outcome import Outcome
from communique.alerts.paces import stamp
from communique.alerts.tokens import webhook_key
from communique.alerts.webhook import Poster, signed
from communique.model.watch import Delivery
from communique.store.outbox import Outbox
from communique.store.watches import Watches

TRIES = 12
"""Times that a delivery is tried, over about a day, before it is given up."""
_FIRST, _LONGEST = 60.0, 6 * 3600.0
_BATCH = {"mail": 5, "webhook": 40}
_AT_ONCE = 4
_NOBODY = Outcome(state="dropped", reason="its watches have ended")
_ASIDE = Outcome(state="later", reason="its host failed just now", tried=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """What is needed to send: the outbox, the letterhead, the ways, and the clock; without a mail server, mail waits.

    `lease` is the time in seconds for which nobody else sends what this one has taken; it is longer than a batch takes.
    """

    watches: Watches
    outbox: Outbox
    head: Letterhead
    server: MailServer | None
    poster: Poster
    clock: Callable[[], datetime]
    lease: float = 600.0

    def send(self) -> Iterator[tuple[Delivery, Outcome]]:
        """Send all that is due, and tell what came of each."""
        if self.server is not None:
            yield from self._mails(self.server)
        yield from self._webhooks()

    def _mails(self, server: MailServer) -> Iterator[tuple[Delivery, Outcome]]:
        with Mailer(server) as mailer:
            while mailer.away is None and (batch := self._leased("mail")):
                for delivery in batch:
                    yield delivery, self._settled(delivery, self._mail(mailer, delivery))

    def _mail(self, mailer: Mailer, delivery: Delivery) -> Outcome:
        if delivery.purpose == "question":
            watch = self.watches.get(delivery.about)
            if watch is None or watch.state != "waiting":
                return _NOBODY
            message = question(delivery, watch, self.head)
        elif not delivery.alerts:
            return _NOBODY
        else:
            message = mail(delivery, self.head)
        return mailer.send(message, self.head.sender, delivery.address)

    def _webhooks(self) -> Iterator[tuple[Delivery, Outcome]]:
        failed: set[str] = set()
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            while batch := self._leased("webhook"):
                yield from pool.map(lambda delivery: (delivery, self._post(delivery, failed)), batch)

    def _post(self, delivery: Delivery, failed: set[str]) -> Outcome:
        """Send to a webhook, unless its host failed in this round."""
        host = urlsplit(delivery.address).netloc
        if not delivery.alerts:
            return self._settled(delivery, _NOBODY)
        if host in failed:
            return self._settled(delivery, _ASIDE)
        outcome = self._settled(delivery, self._event(delivery))
        if outcome.away:
            failed.add(host)
        return outcome

    def _event(self, delivery: Delivery) -> Outcome:
        """Send to a webhook, unless it was sent before and the receiver says that it has it."""
        key, seconds = webhook_key(self.head.secret, delivery.alerts[0].watch), int(self.clock().timestamp())
        tried = delivery.tries > 1 or bool(delivery.reason)
        if tried and self.poster.took(delivery.address, signed(key, delivery.id, b"", seconds)):
            return Outcome(state="sent", reason="the receiver had it already")
        body = event(delivery, self.head)
        return self.poster.post(delivery.address, body, signed(key, delivery.id, body, seconds))

    def _leased(self, channel: str) -> Sequence[Delivery]:
        now = self.clock()
        until = stamp(now + timedelta(seconds=self.lease))
        return self.outbox.lease(channel, stamp(now), until, _BATCH[channel])

    def _settled(self, delivery: Delivery, outcome: Outcome) -> Outcome:
        """Write down what came of a delivery; one that was tried too often is given up."""
        if outcome.state == "gone":
            self.watches.end(delivery.alerts[0].watch)
            outcome = Outcome(state="dropped", reason=outcome.reason)
        if outcome.state == "later" and outcome.tried and delivery.tries >= TRIES:
            outcome = Outcome(state="dead", reason=outcome.reason)
        if outcome.state == "later":
            due = stamp(self.clock() + timedelta(seconds=_wait(delivery.tries, outcome.wait)))
            self.outbox.postpone(delivery.id, due, outcome.reason, tried=outcome.tried)
        else:
            self.outbox.settle(delivery.id, outcome.state, outcome.reason)
        return outcome


def _wait(tries: int, asked: float | None) -> float:
    """Seconds until the next try: twice as long after each, with some chance in it, and no shorter than was asked."""
    usual = min(_FIRST * 2.0 ** max(tries - 1, 0), _LONGEST) * random.uniform(0.9, 1.1)
    return max(usual, min(asked or 0.0, 86400.0))
