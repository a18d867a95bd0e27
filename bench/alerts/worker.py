"""A process that sends alerts of changes which stand in a file, until nothing is left or it is killed."""

import json
import os
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from communique import reconcile
from communique.alerts.digest import Letterhead
from communique.alerts.mail import MailServer
from communique.alerts.plain import change_of
from communique.alerts.round import Round
from communique.alerts.sending import Sender
from communique.alerts.taking import Taker
from communique.alerts.webhook import Poster
from communique.model.change import Change
from communique.store import Register
from communique.store.outbox import Outbox
from communique.store.watches import Watches

LEASE = 2.0


def round_of(register: Register, changes: Path, smtp_port: int, lease: float = LEASE) -> Round:
    """A round over the changes in a file."""
    watches, outbox = Watches(register), Outbox(register)

    def read(since: str, until: str) -> list[Change]:
        return [change_of(json.loads(line)) for line in changes.read_text(encoding="utf-8").splitlines()]

    sender = Sender(
        watches=watches,
        outbox=outbox,
        head=Letterhead(sender="alerts@example.org", desk="https://example.org", secret=watches.secret()),
        server=MailServer(host="127.0.0.1", port=smtp_port, security="none"),
        poster=Poster(user_agent="bench", private=True),
        clock=lambda: datetime.now(UTC).replace(year=2027, month=5, day=3),
        lease=lease,
    )
    return Round(taker=Taker(register=register, watches=watches, outbox=outbox, changes=read), sender=sender)


def work(name: str, changes: str, smtp_port: int, told: Connection) -> None:
    """Send until nothing is left; tells when it begins."""
    os.environ["NO_PROXY"] = "*"
    with Register(name, create=False, derive=reconcile.everything) as register:
        made = round_of(register, Path(changes), smtp_port)
        told.send("ready")
        while True:
            list(made.run())
            if not made.taker.outbox.waiting():
                return
            time.sleep(0.1)
