"""Words that let somebody do one thing without signing in; law: only who knows the secret can make one."""

import base64
import binascii
import hashlib
import hmac


def sign(secret: bytes, purpose: str, subject: str) -> str:
    """A word that says of a subject that it may be used for a purpose; fit to stand in an address.

    >>> read(b"s", "stop", sign(b"s", "stop", "watch 1"))
    'watch 1'
    """
    return f"{_text(subject.encode())}.{_text(_mark(secret, purpose, subject))}"


def read(secret: bytes, purpose: str, token: str) -> str | None:
    """The subject of a word that was signed for this purpose; `None` where it was not."""
    subject, _, mark = token.partition(".")
    try:
        found = base64.urlsafe_b64decode(subject + "=" * (-len(subject) % 4)).decode()
    except (binascii.Error, ValueError):
        return None
    right = _text(_mark(secret, purpose, found))
    return found if hmac.compare_digest(right.encode(), mark.encode()) else None


def webhook_key(secret: bytes, watch: str) -> bytes:
    """The key that the messages of a watch to its webhook are signed with."""
    return hmac.digest(secret, f"webhook {watch}".encode(), hashlib.sha256)


def told_key(key: bytes) -> str:
    """A webhook's key as it is told to people and their programs (Standard Webhooks)."""
    return f"whsec_{base64.b64encode(key).decode()}"


def _mark(secret: bytes, purpose: str, subject: str) -> bytes:
    return hmac.digest(secret, f"{purpose}\0{subject}".encode(), hashlib.sha256)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
