"""Everything that Communiqué raises on purpose.

CommuniqueError             one line for people; anything else is a bug
├── UnknownLanguage         no words for this language
├── BadSpan                 a span outside its text, or empty
├── BadDate                 not an EDTF date that we read
├── BadClaim                a claim that its kind does not allow
├── BadDecision             a decision that names nothing known, or lacks a part
├── SourceError             a source that cannot be fetched
├── RegisterError           the register cannot be opened, read or written
├── BadWatch                a watch on nothing that can be watched, or with no way to tell
└── BadSetting              a setting that is unknown or out of range
"""

from collections.abc import Iterable


class CommuniqueError(Exception):
    """What was wrong, where, and what would work, in one line."""


class UnknownLanguage(CommuniqueError):
    """There are no words for this language."""

    def __init__(self, language: str, known: Iterable[str]) -> None:
        super().__init__(f"No language named {language!r}. Known: {', '.join(known)}.")


class BadSpan(CommuniqueError):
    """A span lies outside its text, or is empty."""


class BadDate(CommuniqueError):
    """A text is not an EDTF date."""


class BadClaim(CommuniqueError):
    """A claim breaks the declaration of its kind."""


class BadDecision(CommuniqueError):
    """A decision names nothing known, or lacks a part that it needs."""


class SourceError(CommuniqueError):
    """A source cannot be fetched."""


class RegisterError(CommuniqueError):
    """The register cannot be opened, read or written."""


class BadWatch(CommuniqueError):
    """Nothing that can be watched, or no way to tell somebody of it."""


class BadSetting(CommuniqueError):
    """A setting is unknown or its value is out of range."""
