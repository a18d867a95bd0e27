"""Records as plain values and back, by the declaration of the record; law: what comes back is equal."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from communique.model.record import Record

_SIMPLE, _SEVERAL = (str, int, float), (list, tuple)


def record_plain(record: Record) -> dict[str, Any]:
    """A record as plain values; what is as it is by default is left out."""
    plain: dict[str, Any] = _plain(record)
    return plain


def record_of(plain: Mapping[str, Any]) -> Record:
    """The record that plain values give."""
    record: Record = _object(Record)(plain)
    return record


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, _SIMPLE):
        return value
    if isinstance(value, _SEVERAL):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {name: _plain(held) for name, held in value.items()}
    found = {}
    for name, default in _fields(value.__class__):
        held = getattr(value, name)
        if held != default:
            found[name] = _plain(held)
    return found


@cache
def _fields(type: Any) -> tuple[tuple[str, Any], ...]:
    """The fields of a dataclass, each with what it is by default."""
    return tuple((f.name, f.default if f.default_factory is MISSING else f.default_factory()) for f in fields(type))


@cache
def _object(type: Any) -> Callable[[Mapping[str, Any]], Any]:
    """What makes a dataclass of plain values."""
    parts = {name: _maker(hint) for name, hint in get_type_hints(type).items()}

    def make(plain: Mapping[str, Any]) -> Any:
        made = {name: held if (part := parts[name]) is None else part(held) for name, held in plain.items()}
        return type(**made)

    return make


@cache
def _maker(type: Any) -> Callable[[Any], Any] | None:
    """What makes a value of a type of a plain one; `None` where that is the plain one itself."""
    if hasattr(type, "__dataclass_fields__"):
        return _object(type)
    inner = [each for each in get_args(type) if each not in (Ellipsis, NoneType)]
    makers = [_maker(each) for each in inner]
    if get_origin(type) is tuple:
        each = makers[0]
        return tuple if each is None else lambda held: tuple(map(each, held))
    if get_origin(type) is Mapping and makers[1] is not None:
        value = makers[1]
        return lambda held: {name: value(item) for name, item in held.items()}
    return None
