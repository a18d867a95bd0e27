"""Archives of mailing lists (mbox): each message a document of its own words; law: what others wrote is left out."""

import gzip
import hashlib
import mailbox
import re
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr, parsedate_to_datetime
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from communique.errors import SourceError
from communique.languages import pattern
from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.sources.entries.front import plain
from communique.sources.entries.markup import words_of

_LARGEST = 20_000_000
"""Bytes of one message with what is attached to it."""
_SIGNATURE = re.compile(r"^--[ \t]*$.*", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r"^(?:>|\| ).*\n?", re.MULTILINE)
_LIST = re.compile(r"^(?:\[[^\]]{1,60}\]\s*)+")
_WRAPPED = (45, 100)
"""The lengths of all lines but the last of a paragraph that was broken at a column."""
_HARM = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What the library of mails raises for broken ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One message: its text without quotations and signature; `day` is the day on which it was sent."""

    address: str
    subject: str
    text: str
    sender: str = ""
    day: str | None = None
    when: str | None = None

    @property
    def mark(self) -> str:
        """What is the same as long as the message says the same."""
        return hashlib.sha256(f"{self.subject}\0{self.day}\0{self.text}".encode(errors="replace")).hexdigest()[:32]

    def fetched(self, was: str | None = None) -> Fetched:
        """The message as text."""
        front = {"title": self.subject, "published": self.day, "source": self.sender}
        return plain(self.address, front, self.text)


def messages_in(data: bytes, base: str, max_bytes: int) -> Iterator[Mail | Refused]:
    """The messages of an archive in its order, be it packed with gzip or not. Raises `SourceError` where it is none."""
    with tempfile.NamedTemporaryFile(suffix=".mbox") as file:
        file.write(_unpacked(data, base, max_bytes))
        file.flush()
        yield from messages(Path(file.name), base)


def messages(path: Path, base: str) -> Iterator[Mail | Refused]:
    """The messages of an archive in a file, one at a time in memory. Raises `SourceError` where it is none."""
    with path.open("rb") as file:
        if not file.read(5).startswith(b"From "):
            raise SourceError(f"{base}: no archive of mails: it does not begin with From.")
    box = mailbox.mbox(path, create=False)
    try:
        for number, key in enumerate(box.iterkeys(), 1):
            with box.get_file(key) as message:
                yield _mail(message.read(_LARGEST + 1), f"{base}#{number}", base)
    finally:
        box.close()


def _unpacked(data: bytes, base: str, max_bytes: int) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        found = gzip.GzipFile(fileobj=BytesIO(data)).read(max_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(f"{base}: no archive of mails: its gzip is damaged: {error}.") from error
    if len(found) > max_bytes:
        raise SourceError(f"{base}: unpacked it is larger than {max_bytes:,} bytes.")
    return found


def _mail(data: bytes, where: str, base: str) -> Mail | Refused:
    if len(data) > _LARGEST:
        return Refused(source=where, reason=f"a message of more than {_LARGEST:,} bytes")
    try:
        message = message_from_bytes(data, policy=policy.default)
        text = _own(_body(message))
        subject = _subject(str(message.get("Subject") or ""))
    except _HARM as error:
        return Refused(source=where, reason=f"a broken message: {' '.join(str(error).split())[:200]}")
    if not text:
        return Refused(source=where, reason="a message without text of its own")
    id = _header(message, "Message-ID").strip("<> ")
    sender = parseaddr(_header(message, "From"))[0]
    address = f"{base}#{quote(id, safe='@:/-.+=')}" if id else where
    return Mail(address=address, subject=subject, text=text, sender=sender, day=_day(message))


def _header(message: "Message[str, str]", name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())
    except _HARM:
        return ""


def _subject(text: str) -> str:
    text = " ".join(text.split())
    while (rest := pattern("mails", "reply").sub("", _LIST.sub("", text))) != text:
        text = rest
    return text


def _day(message: "Message[str, str]") -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except _HARM:
        return None


def _body(message: "Message[str, str]") -> str:
    """The words of the plain part, else of the HTML part."""
    assert isinstance(message, EmailMessage)
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    text = _decoded(part)
    return words_of(text) if part.get_content_subtype() == "html" else text


def _decoded(part: "Message[str, str]") -> str:
    data = part.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    for charset in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", errors="replace")


def _own(text: str) -> str:
    """What the sender wrote: no signature, no quotation, no foot of the list; lines joined to paragraphs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _SIGNATURE.sub("", text)
    text = re.sub(pattern("mails", "footer").pattern, "", text, flags=re.DOTALL)
    text = _QUOTED.sub("", pattern("mails", "attribution").sub("", text))
    return "\n\n".join(map(_joined, filter(None, (p.strip() for p in re.split(r"\n\s*\n", text)))))


def _joined(paragraph: str) -> str:
    """A paragraph without the line ends that a mail program put in."""
    lines = paragraph.split("\n")
    least, most = _WRAPPED
    wrapped = all(least <= len(line) <= most for line in lines[:-1])
    return " ".join(line.strip() for line in lines) if wrapped else paragraph
