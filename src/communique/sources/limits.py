"""How much and how long a source may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`max_bytes` a source, `timeout` in seconds for an address all in all, `max_redirects` an address.

    `public_only` keeps to the public Internet, for addresses that strangers give; `raised_by` is the setting that
    raises `max_bytes`, if one does.
    """

    max_bytes: int
    timeout: float
    max_redirects: int
    user_agent: str
    public_only: bool = False
    raised_by: str = "COMMUNIQUE_MAX_BYTES"

    @property
    def too_large(self) -> str:
        """The reason to refuse what is larger."""
        way = f" ({self.raised_by} raises it)" if self.raised_by else ""
        return f"larger than the limit of {self.max_bytes:,} bytes{way}"
