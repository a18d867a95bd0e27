"""What a user may set: one declaration a setting, from which environment, documentation and checks follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from communique._version import __version__
from communique.errors import BadSetting

PREFIX = "COMMUNIQUE_"
_POSITIVE = (
    *("timeout", "max_bytes", "max_characters"),
    *("engine_timeout", "engine_tries", "engine_max_bytes", "engine_characters", "engine_at_once"),
)
FILE = f"{PREFIX}SETTINGS"
"""The variable that names a TOML file of settings, by their names in small letters."""

_USER_AGENT = f"Communique/{__version__} (reads single public pages at a person's request)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A setting: its name, what holds when nothing is said, and what it does."""

    name: str
    default: str | int | float
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return PREFIX + self.name.upper()


def _setting(default: Any, help: str, *, secret: bool = False) -> Any:
    return field(default=default, repr=not secret, metadata={"default": default, "help": help})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, each with its value; made once, by the command line or the server, and handed down.

    >>> Settings.from_environment({"COMMUNIQUE_TIMEOUT": "5"}).timeout
    5.0
    """

    db: str = _setting("communique.db", "the register: a file, or the address of a database")
    timeout: float = _setting(20.0, "seconds that an address may take, all in all")
    max_bytes: int = _setting(20_000_000, "the largest file or page that is taken in, in bytes")
    max_characters: int = _setting(1_000_000, "the longest text that is read, in characters")
    max_redirects: int = _setting(10, "how often an address may send on to another")
    user_agent: str = _setting(_USER_AGENT, "the name that web sites are told")

    readers: str = _setting("all", "who may read the desk: `all`, or `accounts` for those who have signed in")
    read_private: int = _setting(0, "1 lets the desk fetch addresses of private networks too")

    engine_key: str = _setting("", "the key that another engine's endpoint asks for; never shown", secret=True)
    engine_timeout: float = _setting(120.0, "seconds that an engine's answer may take, each try")
    engine_tries: int = _setting(4, "how often an engine that fails is asked in all")
    engine_max_bytes: int = _setting(4_000_000, "the largest answer of an engine that is taken in, in bytes")
    engine_characters: int = _setting(12_000, "how much of a document an engine is given at once, in characters")
    engine_at_once: int = _setting(4, "how many documents other engines are given at a time")

    desk_url: str = _setting("", "the public address of the desk, for the links in what it sends")
    mail_from: str = _setting("", "the e-mail address that alerts come from")
    smtp_host: str = _setting("", "the server that takes mail; without it, mail waits")
    smtp_port: int = _setting(587, "the port of that server")
    smtp_security: str = _setting("starttls", "`starttls`, `tls`, or `none` for a server on this machine")
    smtp_user: str = _setting("", "the name to sign in with at that server, where it asks for one")
    smtp_password: str = _setting("", "the password for it", secret=True)
    alert_hour: int = _setting(6, "the hour (UTC) of daily and weekly digests; those of a week come on Monday")
    alert_private: int = _setting(0, "1 lets webhooks be addresses of private networks too")

    def __post_init__(self) -> None:
        for name in _POSITIVE:
            if getattr(self, name) <= 0:
                raise BadSetting(f"{name} is {getattr(self, name)}, but must be more than 0.")
        if self.readers not in ("all", "accounts"):
            raise BadSetting(f"readers is {self.readers!r}, but must be 'all' or 'accounts'.")
        if not all("!" <= letter <= "~" for letter in self.engine_key):
            raise BadSetting("engine_key holds characters that no key has.")
        if self.smtp_security not in ("starttls", "tls", "none"):
            raise BadSetting(f"smtp_security is {self.smtp_security!r}, but must be 'starttls', 'tls' or 'none'.")
        if not 0 <= self.alert_hour <= 23:
            raise BadSetting(f"alert_hour is {self.alert_hour}, but must be from 0 to 23.")
        if self.max_redirects < 0:
            raise BadSetting(f"max_redirects is {self.max_redirects}, but cannot be less than 0.")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], file: Mapping[str, object] | None = None) -> "Settings":
        """The settings that `COMMUNIQUE_*` variables give, and where they are silent the lines of a settings file.

        Raises `BadSetting` for an unknown one or a bad value.
        """
        known = {setting.variable: setting for setting in SETTINGS}
        lines = {PREFIX + name.upper(): str(value) for name, value in (file or {}).items()}
        told = {name: value for name, value in environment.items() if name.startswith(PREFIX) and name != FILE}
        given = {**lines, **told}
        for name in given:
            if name not in known:
                raise BadSetting(f"No setting named {name}. Known: {', '.join(known)}.")
        return cls(**{known[name].name: _parse(known[name], value) for name, value in given.items()})


def _parse(setting: Setting, value: str) -> Any:
    try:
        return type(setting.default)(value)
    except ValueError:
        kind = "a whole number" if isinstance(setting.default, int) else "a number"
        raise BadSetting(f"{setting.variable} is {value!r}, but must be {kind}.") from None


SETTINGS = tuple(Setting(name=f.name, default=f.metadata["default"], help=f.metadata["help"]) for f in fields(Settings))
