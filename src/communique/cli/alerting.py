"""What the commands about watches share: how alerts are sent, put together from the settings."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from communique import run
from communique.alerts.digest import Letterhead
from communique.alerts.mail import MailServer
from communique.alerts.round import Round
from communique.alerts.sending import Sender
from communique.alerts.taking import Taker
from communique.alerts.webhook import Poster
from communique.errors import BadSetting
from communique.settings import Settings
from communique.store import Register
from communique.store.outbox import Outbox
from communique.store.watches import Watches


def clock() -> datetime:
    """The present moment (UTC)."""
    return datetime.now(UTC)


def round_of(register: Register, settings: Settings, now: Callable[[], datetime] = clock) -> Round:
    """A round of alerts as the settings say. Raises `BadSetting` where mail could be sent but lacks something."""
    watches, outbox = Watches(register), Outbox(register)
    sender = Sender(
        watches=watches,
        outbox=outbox,
        head=Letterhead(sender=settings.mail_from, desk=settings.desk_url, secret=watches.secret()),
        server=_server(settings),
        poster=Poster(user_agent=settings.user_agent, private=bool(settings.alert_private)),
        clock=now,
    )
    taker = Taker(register=register, watches=watches, outbox=outbox, changes=partial(run.changes, register))
    return Round(taker=taker, sender=sender, hour=settings.alert_hour)


def _server(settings: Settings) -> MailServer | None:
    if not settings.smtp_host:
        return None
    for name in ("mail_from", "desk_url"):
        if not getattr(settings, name):
            raise BadSetting(f"smtp_host is set, but {name} is not, which mails need too.")
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        user=settings.smtp_user,
        password=settings.smtp_password,
    )
