"""Engines by name."""

import pytest

from communique.engine.naming import Engine, check_key, named
from communique.errors import BadSetting


@pytest.mark.parametrize(
    ("text", "engines"),
    [
        ("own", [("own", "")]),
        ("openai:m@http://localhost:8000/v1/", [("openai:m", "http://localhost:8000/v1/chat/completions")]),
        ("openai:a,b@https://x.example/v1/chat/completions,own",
         [("openai:a,b", "https://x.example/v1/chat/completions"), ("own", "")]),
        ("own,openai:@cf/meta/small@https://x.example", [
            ("own", ""), ("openai:@cf/meta/small", "https://x.example/chat/completions")]),
    ],
)  # fmt: skip
def test_a_list_of_engines(text: str, engines: list[tuple[str, str]]) -> None:
    assert [(engine.name, engine.address) for engine in named(text)] == engines


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "No engine named ''"),
        ("gpt", "No engine named 'gpt'. Known: own, and openai:MODEL@URL"),
        ("own,gpt", "No engine named 'gpt'. Known"),
        ("openai:m", "No engine named 'openai:m'"),
        ("openai:m@ftp://x.example", "No engine named 'openai:m'"),
        ("openai:m@http://", "No engine named"),
        ("openai:m@http://[::1", "No engine named 'openai:m'"),
        ("openai:m@https://user:secret@x.example/v1", "a key goes into COMMUNIQUE_ENGINE_KEY"),
        ("openai:m@https://x.example/v1?key=secret", "a key goes into COMMUNIQUE_ENGINE_KEY"),
        ("own,own", "The engine own is named twice"),
    ],
)
def test_any_other_name_is_an_error_that_shows_no_secret(text: str, message: str) -> None:
    with pytest.raises(BadSetting, match=message.replace("(", r"\(")) as raised:
        named(text)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("host", ["localhost:80", "127.0.0.1", "127.9.9.9", "[::1]"])
def test_a_key_goes_to_this_machine_without_encryption(host: str) -> None:
    check_key(named(f"openai:m@http://{host}/v1"), "key")


def test_a_key_does_not_go_over_the_network_for_all_to_read() -> None:
    engines = (Engine(name="openai:m", model="m", address="http://lab.example/v1"),)
    check_key(engines, "")
    with pytest.raises(BadSetting, match=r"is not sent to lab\.example without https"):
        check_key(engines, "key")
