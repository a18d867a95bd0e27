"""The feeds and pages of the benchmark: who publishes what when, and how its server misbehaves; all from its number."""

import gzip
import zlib
from dataclasses import dataclass
from email.utils import formatdate

FEEDS_A_HOST = 2
SHOWN = 40
"""Items that a feed shows, the latest first."""
MANNERS = (
    *("well",) * 8,
    *("no marks", "slow", "error", "too many", "moved", "broken", "huge", "endless", "silent", "bomb", "declared"),
    "page fails",
)
"""How feeds behave, in turn; each second or third answer of those that misbehave is right, so that nothing is lost."""
SLOW = 3.0
HUGE = 40_000_000
WORDS = ("fisheries", "energy", "customs", "railways", "grain", "water", "airports", "forests", "visas", "ports")


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """`feeds` feeds that each publish an item every `gap` seconds from `begin` on, until `end` (seconds since 1970)."""

    feeds: int
    port: int
    begin: float
    end: float
    gap: float

    def host(self, feed: int) -> str:
        """The address of the machine that a feed stands on, with its port."""
        number = feed // FEEDS_A_HOST + 1
        return f"127.{number // 65536 + 1}.{number // 256 % 256}.{number % 256}:{self.port}"

    @property
    def hosts(self) -> list[str]:
        """All addresses of machines, without their port."""
        return ["127.0.0.1", *sorted({self.host(feed).partition(":")[0] for feed in range(self.feeds)})]

    def manner(self, feed: int) -> str:
        """How a feed behaves."""
        return MANNERS[feed % len(MANNERS)]

    def moment(self, feed: int, number: int) -> float:
        """When a feed publishes an item; feeds take turns, so that they do not all publish at once."""
        return self.begin + self.gap * (number + (feed * 0.618) % 1.0)

    def published(self, feed: int, now: float) -> range:
        """The numbers of the items that a feed has published by now."""
        until = min(now, self.end) - self.moment(feed, 0)
        return range(max(int(until // self.gap) + 1, 0))

    def address(self, feed: int, number: int | None = None) -> str:
        """The address of a feed, or of one of its items."""
        return f"http://{self.host(feed)}" + (f"/f/{feed}.xml" if number is None else f"/p/{feed}/{number}.html")

    def feed(self, feed: int, now: float) -> bytes:
        """A feed as it is now."""
        entries = "".join(
            f"<item><title>Session {feed}-{n}</title><link>{self.address(feed, n)}</link>"
            f"<pubDate>{formatdate(self.moment(feed, n))}</pubDate></item>"
            for n in reversed(self.published(feed, now)[-SHOWN:])
        )
        return f"<rss version='2.0'><channel><title>{feed}</title>{entries}</channel></rss>".encode()

    def page(self, feed: int, number: int) -> bytes:
        """An item; `item-FEED-NUMBER` stands in its text."""
        about = WORDS[feed % len(WORDS)]
        text = (
            f"The district council for {about} will hold session {number + 1} in Oslo on 3 March 2027, its secretary "
            f"said in notice item-{feed}-{number} of the day."
        )
        title = f"Council {feed} on {about} to hold session {number + 1}"
        return (
            f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
        ).encode()


def bomb() -> bytes:
    """A small body that unpacks to a huge one."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(bytes(1_000_000)) for _ in range(60)), packer.flush()])


def packed(data: bytes) -> bytes:
    """A body packed with gzip."""
    return gzip.compress(data)
