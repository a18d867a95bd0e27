"""The README's commands and links."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)


def test_the_continuous_integration_runs_the_second_command_as_written() -> None:
    check = next(command for command in COMMANDS if "pytest" in command)
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").endswith(check)


def test_set_up_takes_two_commands() -> None:
    assert [command.count("\n") for command in COMMANDS if "pip install" in command] == [1, 1]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_links_within_the_repository_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_lock_pins_every_version_and_names_no_address() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.+!-]+", line)] == []
