"""Cases made from the OpenAPI document, and whether every answer is one that the document tells of."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

_CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
DOCUMENT = "/api/v1/openapi.json"


@dataclass(slots=True)
class Outcome:
    """How many cases had which status, and the first of those that went wrong, by operation."""

    statuses: Counter[int] = field(default_factory=Counter)
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def cases(self) -> int:
        """How many there were."""
        return sum(self.statuses.values())


def try_all(app: Any, each: int, ids: Sequence[str], *, start: int = 0) -> Outcome:
    """Try that many cases of each operation that are as described and as many that are not.

    In half of the cases an address has one of some `ids`. `start` seeds what is made.
    """
    outcome = Outcome()
    for operation in _operations(app):
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            _try(operation, mode, each, ids, outcome, start)
    return outcome


def operations(app: Any) -> int:
    """How many operations the document describes."""
    return len(list(_operations(app)))


def _operations(app: Any) -> Iterator[Any]:
    schema = schemathesis.openapi.from_asgi(DOCUMENT, app)
    return (found.ok() for found in schema.get_all_operations())


def _try(operation: Any, mode: Any, most: int, ids: Sequence[str], outcome: Outcome, start: int) -> None:
    known = st.sampled_from(list(ids)) | st.none() if ids else st.none()

    @seed(start)
    @settings(max_examples=most, deadline=None, database=None, suppress_health_check=list(HealthCheck),
              phases=[Phase.generate])  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode), id=known)
    def check(case: Any, id: str | None) -> None:
        if id and "id" in (case.path_parameters or {}):
            case.path_parameters["id"] = id
        response = case.call()
        outcome.statuses[response.status_code] += 1
        try:
            case.validate_response(response, checks=_CHECKS)
        except AssertionError as error:
            outcome.wrong.setdefault(operation.label, f"{error}\n{case.as_curl_command()}")
        except BaseExceptionGroup as error:
            told = "; ".join(str(each) for each in error.exceptions)
            outcome.wrong.setdefault(operation.label, f"{told}\n{case.as_curl_command()}")

    try:
        check()
    except Exception as error:
        if type(error).__name__ != "Unsatisfiable":  # nothing breaks the description of this operation
            raise
