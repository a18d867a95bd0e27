"""Engines by name: `own`, or `openai:MODEL@URL`; law: a name holds no secret, so it can be shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from communique.errors import BadSetting
from communique.model.claim import FOREIGN, OWN

_PATH = "/chat/completions"
_NAME = re.compile(r"openai:(?P<model>[!-~]{1,200}?)@(?P<address>https?://[!-~]{1,1000})")
_NEXT = re.compile(rf",(?={OWN}(?:,|$)|{FOREIGN})")
_FORMS = "Known: own, and openai:MODEL@URL with an http or https address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A reader: `name` as claims carry it, `model` and `address` (of `/chat/completions`) where it is not our own."""

    name: str
    model: str = ""
    address: str = ""


def named(text: str) -> tuple[Engine, ...]:
    """The engines that a list with commas names, each once. Raises `BadSetting`.

    >>> [engine.name for engine in named("own,openai:small-8b@http://localhost:8000/v1")]
    ['own', 'openai:small-8b']
    """
    engines = tuple(_engine(part) for part in _NEXT.split(text.strip()))
    names = [engine.name for engine in engines]
    for name in names:
        if names.count(name) > 1:
            raise BadSetting(f"The engine {name} is named twice.")
    return engines


def _engine(text: str) -> Engine:
    if text == OWN:
        return Engine(name=OWN)
    found = _NAME.fullmatch(text)
    parts = _split(found["address"]) if found else None
    if found is None or parts is None or not parts.hostname:
        wrong = text.partition("@")[0].removeprefix(f"{OWN},")
        raise BadSetting(f"No engine named {wrong!r}. {_FORMS}.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise BadSetting("An engine's address has no user, query or fragment; a key goes into COMMUNIQUE_ENGINE_KEY.")
    address = found["address"].rstrip("/")
    return Engine(
        name=FOREIGN + found["model"],
        model=found["model"],
        address=address if address.endswith(_PATH) else address + _PATH,
    )


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None


def check_key(engines: Sequence[Engine], key: str) -> None:
    """Raises `BadSetting` where a key would go over the network for all to read."""
    for engine in engines:
        parts = urlsplit(engine.address)
        if key and engine.address and parts.scheme == "http" and not _here(parts.hostname or ""):
            raise BadSetting(f"COMMUNIQUE_ENGINE_KEY is not sent to {parts.hostname} without https.")


def _here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
