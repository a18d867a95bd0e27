"""Mail over SMTP; law: a message counts as sent when the server has taken it, and not before."""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage

from communique.alerts.outcome import SENT, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """The server that takes mail: `security` is `starttls`, `tls` or `none`, `timeout` seconds for each answer."""

    host: str
    port: int
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 20.0


class Mailer:
    """One connection for several messages; use it as a context manager.

    Where the server cannot be reached, `away` says why, and it is not tried again for the other messages.
    """

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._open: smtplib.SMTP | None = None
        self.away: str | None = None

    def __enter__(self) -> "Mailer":
        return self

    def __exit__(self, *_: object) -> None:
        if self._open is not None:
            try:
                self._open.quit()
            except (smtplib.SMTPException, OSError):
                self._open.close()

    def send(self, message: EmailMessage, sender: str, to: str) -> Outcome:
        """Hand a message to the server."""
        if self.away is not None:
            return Outcome(state="later", reason=self.away, tried=False)
        try:
            if self._open is None:
                self._open = self._connected()
        except (smtplib.SMTPException, OSError) as error:
            self.away = f"{self._server.host}: {_line(error)}"
            return Outcome(state="later", reason=self.away)
        return self._sent(self._open, message, sender, to)

    def _connected(self) -> smtplib.SMTP:
        server, context = self._server, ssl.create_default_context()
        if server.security == "tls":
            found: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout, context=context)
        else:
            found = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
        try:
            if server.security == "starttls":
                found.starttls(context=context)
            if server.user:
                found.login(server.user, server.password)
        except (smtplib.SMTPException, OSError):
            found.close()
            raise
        return found

    def _sent(self, server: smtplib.SMTP, message: EmailMessage, sender: str, to: str) -> Outcome:
        try:
            server.send_message(message, sender, [to])
        except smtplib.SMTPRecipientsRefused as error:
            return _refused(*next(iter(error.recipients.values())))
        except smtplib.SMTPDataError as error:
            return _refused(error.smtp_code, error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            self._open = None
            server.close()
            return Outcome(state="later", reason=_line(error))
        return SENT


def _refused(code: int, said: bytes | str) -> Outcome:
    """What the server thinks of a recipient or message: 5xx is for good (RFC 5321)."""
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return Outcome(state="dead" if code >= 500 else "later", reason=f"{code} {' '.join(words.split())}")


def _line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
