"""Records as plain values and back, by the declaration of the record; law: what comes back is equal."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from communique.model.record import Record


def record_plain(record: Record) -> dict[str, Any]:
    """A record as values that JSON knows; what is as it is by default is left out."""
    return _flattener(Record)(record)


def record_of(plain: Mapping[str, Any]) -> Record:
    """The record that plain values give."""
    record: Record = _object(Record)(plain)
    return record


@cache
def _flattener(type: Any) -> Callable[[Any], dict[str, Any]]:
    """What makes plain values of a dataclass."""
    hints = get_type_hints(type)
    parts = [(f.name, f.default if f.default_factory is MISSING else f.default_factory(), _flat(hints[f.name]))
             for f in fields(type)]  # fmt: skip

    def make(value: Any) -> dict[str, Any]:
        found = {}
        for name, default, part in parts:
            held = getattr(value, name)
            if held != default:
                found[name] = held if part is None else part(held)
        return found

    return make


@cache
def _flat(type: Any) -> Callable[[Any], Any] | None:
    """What makes a plain value of one of a type; `None` where it is one itself."""
    if hasattr(type, "__dataclass_fields__"):
        return _flattener(type)
    inner = [_flat(each) for each in get_args(type) if each not in (Ellipsis, NoneType)]
    if get_origin(type) is tuple and inner[0] is not None:
        item = inner[0]
        return lambda held: [item(each) for each in held]
    if get_origin(type) is Mapping and inner[1] is not None:
        value = inner[1]
        return lambda held: {name: value(each) for name, each in held.items()}
    return None


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
