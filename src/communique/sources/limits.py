"""How much and how long a source may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`max_bytes` a source, `timeout` in seconds for an address all in all, `max_redirects` an address.

    `public_only` keeps to the public Internet, for addresses that strangers give; `fixed` says that no setting raises
    `max_bytes`.
    """

    max_bytes: int
    timeout: float
    max_redirects: int
    user_agent: str
    public_only: bool = False
    fixed: bool = False

    @property
    def too_large(self) -> str:
        """The reason to refuse what is larger."""
        way = "" if self.fixed else " (COMMUNIQUE_MAX_BYTES raises it)"
        return f"larger than the limit of {self.max_bytes:,} bytes{way}"
