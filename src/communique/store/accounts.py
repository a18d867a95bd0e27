"""Who may use the desk, and what they did; law: no password and no token is stored, only what proves it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, Text, delete, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from communique.errors import RegisterError
from communique.store.connection import cause, connect, rows, take_turn, writing

ROLES = ("reader", "editor", "admin")

_metadata = MetaData()
_users = Table(
    "users",
    _metadata,
    Column("name", String(80), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("proof", Text, nullable=False),
    Column("created", String(40), nullable=False),
)
_keys = Table(
    "user_keys",
    _metadata,
    Column("proof", String(64), primary_key=True),
    Column("user", String(80), nullable=False, index=True),
    Column("label", String(80), nullable=False),
    Column("created", String(40), nullable=False),
    Column("expires", String(40), nullable=False),
)
_deeds = Table(
    "deeds",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("at", String(40), nullable=False),
    Column("user", String(80), nullable=False),
    Column("what", String(40), nullable=False),
    Column("about", Text, nullable=False),
    sqlite_autoincrement=True,
)
NEVER = "9999-12-31"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody with an account: `role` is one of `ROLES`, `proof` what a password is checked against."""

    name: str
    role: str
    proof: str
    created: str

    def may(self, role: str) -> bool:
        """Whether the user has this role or a higher one."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Accounts:
    """The users of a register's desk, kept in its database. Times are ISO 8601 in UTC. All raise `RegisterError`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._engine = connect(name, True, _set_up)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def users(self) -> list[User]:
        """All users by name."""
        return [User(**row) for row in rows(self._engine, self.name, select(_users).order_by(_users.c.name))]

    def user(self, name: str) -> User | None:
        """The user of that name."""
        found = rows(self._engine, self.name, select(_users).where(_users.c.name == name))
        return User(**found[0]) if found else None

    def add(self, user: User) -> None:
        """Add a user; an error where the name is taken."""
        try:
            self._write(insert(_users).values(name=user.name, role=user.role, proof=user.proof, created=user.created))
        except IntegrityError:
            raise RegisterError(f"There is a user {user.name!r} already.") from None

    def change(self, name: str, **values: str) -> None:
        """Set the role or proof of a user, whose sessions and tokens end with it."""
        self._write(update(_users).where(_users.c.name == name).values(**values))
        self._write(delete(_keys).where(_keys.c.user == name))

    def remove(self, name: str) -> None:
        """Take a user away, with sessions and tokens; what the user did stays in the log."""
        self._write(delete(_keys).where(_keys.c.user == name))
        self._write(delete(_users).where(_users.c.name == name))

    def give(self, user: str, proof: str, label: str, *, now: str, expires: str = NEVER) -> None:
        """Keep what proves a session (without a label) or a token of a user, and drop what has expired."""
        self._write(delete(_keys).where(_keys.c.expires < now))
        self._write(insert(_keys).values(proof=proof, user=user, label=label, created=now, expires=expires))

    def holder(self, proof: str, now: str) -> User | None:
        """The user whom a session or token belongs to, if it has not expired."""
        joined = _users.join(_keys, _keys.c.user == _users.c.name)
        query = select(_users).select_from(joined).where(_keys.c.proof == proof, _keys.c.expires > now)
        found = rows(self._engine, self.name, query)
        return User(**found[0]) if found else None

    def tokens(self, user: str) -> list[dict[str, str]]:
        """The tokens of a user: label, time, and the proof that `take` asks for."""
        query = select(_keys).where(_keys.c.user == user, _keys.c.label != "").order_by(_keys.c.created)
        return [dict(row) for row in rows(self._engine, self.name, query)]

    def take(self, user: str, proof: str) -> None:
        """End a session or token of a user."""
        self._write(delete(_keys).where(_keys.c.user == user, _keys.c.proof == proof))

    def log(self, at: str, user: str, what: str, about: str = "") -> None:
        """Write down what a user did."""
        self._write(insert(_deeds).values(at=at, user=user[:80], what=what, about=about[:500]))

    def deeds(self, most: int = 200) -> list[dict[str, Any]]:
        """What was done, the latest first."""
        query = select(_deeds).order_by(_deeds.c.number.desc()).limit(most)
        return [dict(row) for row in rows(self._engine, self.name, query)]

    def _write(self, statement: Any) -> None:
        try:
            with writing(self._engine) as connection:
                connection.execute(statement)
        except IntegrityError:
            raise
        except SQLAlchemyError as error:
            raise RegisterError(f"{self.name}: it could not be written: {cause(error)}") from error


def _set_up(engine: Engine, name: str) -> None:
    with writing(engine) as connection:
        take_turn(connection)
        _metadata.create_all(connection)
