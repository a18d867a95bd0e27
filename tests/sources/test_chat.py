"""Questions to a chat endpoint, against a real server on this machine that behaves well and badly."""

import gzip
import json
import time

import pytest

from communique.sources.chat import Endpoint, Reply, ask

KEY = "sk-secret-123"
LARGER = "COMMUNIQUE_ENGINE_MAX_BYTES"


def end(address: str, **limits: object) -> Endpoint:
    given = {"timeout": 0.4, "max_bytes": 5000, "tries": 3, "pause": 0.01, "key": KEY, "user_agent": "test"}
    return Endpoint(address=f"{address}/v1/chat/completions", **{**given, **limits})  # type: ignore[arg-type]


def test_the_question_goes_out_with_the_key_and_the_answer_comes_back(endpoint) -> None:
    endpoint.does(body=b'{"choices": []}')
    assert ask(end(endpoint.address), {"model": "m"}) == Reply(value={"choices": []}, status=200)
    assert endpoint.asked == [{"path": "/v1/chat/completions", "model": "m"}]
    assert endpoint.headers[0]["Authorization"] == f"Bearer {KEY}"


def test_without_a_key_none_is_sent(endpoint) -> None:
    endpoint.does(body=b"{}")
    ask(end(endpoint.address, key=""), {})
    assert "Authorization" not in endpoint.headers[0]


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_endpoint_is_asked_again_until_it_answers(endpoint, status: int) -> None:
    endpoint.does(status=status)
    endpoint.does(status=status)
    endpoint.does(body=b'{"a": 1}')
    assert ask(end(endpoint.address), {}).value == {"a": 1}
    assert len(endpoint.asked) == 3


def test_the_waits_grow_and_are_those_that_the_endpoint_asks_for(endpoint) -> None:
    waits: list[float] = []
    endpoint.does(status=500)
    endpoint.does(status=429, headers={"Retry-After": "7"})
    endpoint.does(status=500)
    reply = ask(end(endpoint.address, pause=1.0), {}, waits.append)
    assert (reply.reason, reply.status) == ("answered 500 Internal Server Error", 500)
    assert 0.5 <= waits[0] <= 1.0
    assert waits[1] == 7


def test_an_endpoint_that_wants_more_patience_than_a_minute_is_left(endpoint) -> None:
    endpoint.does(status=429, headers={"Retry-After": "3600"})
    reason = ask(end(endpoint.address), {}).reason
    assert reason == "answered 429 Too Many Requests, and asks to come back in 3600 seconds"
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize("location", ["http://127.0.0.2:9/v1", "/v2", "https://elsewhere.example/v1/chat/completions"])
def test_no_redirect_is_followed_so_the_key_stays(endpoint, location: str) -> None:
    endpoint.does(status=307, headers={"Location": location})
    assert "which is not followed" in ask(end(endpoint.address), {}).reason
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize(
    ("turn", "reason", "tries"),
    [
        ({"status": 404, "body": b'{"error": {"message": "no model m"}}'}, "answered 404 Not Found: no model m", 1),
        ({"status": 400, "body": b'{"error": "\\u001b[2J bad"}'}, "answered 400 Bad Request: [2J bad", 1),
        ({"body": b"<html>"}, "answered something else than a JSON object", 1),
        ({"body": b'{"choices": ['}, "answered something else than a JSON object", 1),
        ({"body": b"[1]"}, "answered something else than a JSON object", 1),
        ({"body": b"[" * 4000}, "answered something else than a JSON object", 1),
        (
            {"endless": True},
            "an answer larger than the limit of 5,000 bytes (COMMUNIQUE_ENGINE_MAX_BYTES raises it)",
            1,
        ),
        ({"hangs": True}, "no answer within 0.4 seconds (COMMUNIQUE_ENGINE_TIMEOUT raises it)", 2),
        ({"drips": True}, "no answer within 0.4 seconds (COMMUNIQUE_ENGINE_TIMEOUT raises it)", 2),
        (
            {"body": b"no gzip", "headers": {"Content-Encoding": "gzip"}},
            "the answer cannot be taken: its compression",
            2,
        ),
        ({"body": b"{}", "headers": {"Content-Encoding": "br"}}, "the answer cannot be taken: packed as br", 2),
        (
            {"body": gzip.compress(bytes(9_000_000)), "headers": {"Content-Encoding": "gzip"}},
            "an answer larger than the limit of 5,000 bytes (COMMUNIQUE_ENGINE_MAX_BYTES raises it)",
            1,
        ),
        ({"status": 302}, "answered 302 Found", 1),
        ({"body": b"{}", "headers": {"Content-Length": "90"}}, "the answer broke off", 2),
    ],
)
def test_every_other_answer_is_a_reason(endpoint, turn, reason: str, tries: int) -> None:
    endpoint.does(**turn)
    begin = time.monotonic()
    reply = ask(end(endpoint.address, tries=2), {})
    assert reply.value is None
    assert reply.reason.startswith(reason)
    assert len(endpoint.asked) == tries
    assert time.monotonic() - begin < 3


@pytest.mark.parametrize("status", [400, 401, 403, 500])
def test_what_an_endpoint_says_of_the_key_is_not_repeated(endpoint, status: int) -> None:
    endpoint.does(status=status, body=json.dumps({"error": {"message": f"the key {KEY} is wrong"}}).encode())
    reply = ask(end(endpoint.address, tries=1), {})
    assert KEY not in reply.reason
    assert KEY not in repr(end(endpoint.address))


def test_nobody_there() -> None:
    assert ask(end("http://127.0.0.1:9", tries=1), {}).reason.startswith("cannot be reached")
