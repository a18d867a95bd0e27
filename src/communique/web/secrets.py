"""Passwords and tokens, and what of them is kept."""

import hashlib
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 200
_HASHER = PasswordHasher()


def proof(password: str) -> str:
    """What is kept of a password (Argon2id)."""
    return _HASHER.hash(password)


@cache
def nobody() -> str:
    """The proof of a password that nobody knows, so that an unknown name takes as long as a known one."""
    return proof(secrets.token_urlsafe())


def fits(password: str, kept: str) -> bool:
    """Whether a password is the one of a proof."""
    try:
        return _HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def new() -> str:
    """A new token that nobody can guess."""
    return secrets.token_urlsafe(32)


def mark(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def form_token(session: str) -> str:
    """The word that a session's forms carry, which other sites cannot know."""
    return hashlib.sha256(f"form {session}".encode()).hexdigest()[:32]


def same(a: str, b: str) -> bool:
    """Whether two words are the same, in a time that tells nothing."""
    return secrets.compare_digest(a.encode(), b.encode())
