"""Records as plain values and back, by the declaration of the record; law: what comes back is equal."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from communique.model.record import Record


def record_plain(record: Record) -> dict[str, Any]:
    """A record as plain values; what is as it is by default is left out."""
    plain: dict[str, Any] = _plain(record)
    return plain


def record_of(plain: Mapping[str, Any]) -> Record:
    """The record that plain values give."""
    record: Record = _built(Record, plain)
    return record


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        pairs = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: _plain(held) for field, held in pairs if held != _default(field)}
    if isinstance(value, Mapping):
        return {name: _plain(held) for name, held in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _default(field: "Field[Any]") -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


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
