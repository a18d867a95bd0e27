"""Records as plain values and back, by the declaration of the record; law: what comes back is equal."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from communique.model.record import Record

_SIMPLE, _SEVERAL = (str, int, float), (list, tuple)


def record_plain(record: Record) -> dict[str, Any]:
    """A record as plain values; what is as it is by default is left out."""
    plain: dict[str, Any] = _plain(record)
    return plain


def record_of(plain: Mapping[str, Any]) -> Record:
    """The record that plain values give."""
    record: Record = _built(Record, plain)
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


def _built(type: Any, value: Any) -> Any:
    if hasattr(type, "__dataclass_fields__"):
        hints = _hints(type)
        return type(**{name: _built(hints[name], held) for name, held in value.items()})
    inner = get_args(type)
    if get_origin(type) is tuple:
        types = inner if inner[-1] is not Ellipsis else (inner[0],) * len(value)
        return tuple(_built(each, item) for each, item in zip(types, value, strict=True))
    if get_origin(type) is Mapping:
        return {name: _built(inner[1], held) for name, held in value.items()}
    if isinstance(type, UnionType):
        return None if value is None else _built(next(each for each in inner if each is not None.__class__), value)
    return value


@cache
def _hints(type: Any) -> dict[str, Any]:
    return get_type_hints(type)
