"""What a source hands over before it is read: bytes, and where they came from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The bytes behind a path or address, with the media type and character set that came with them, if any."""

    source: str
    data: bytes
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
