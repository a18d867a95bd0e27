"""Imports go only downwards, and what only one part may know stays there."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import communique

ROOT = Path(communique.__file__).parent
LEVELS = (
    ("_version",),
    ("errors",),
    ("model", "settings"),
    ("languages",),
    ("knowledge", "scoring"),
    ("sources", "reading", "reconcile", "store", "export"),
    ("extract", "alerts"),
    ("engine",),
    ("web",),
    ("run",),
    ("following", "comparing", "scale"),
    ("cli",),
    ("__main__",),
)
LEVEL = {part: level for level, parts in enumerate(LEVELS) for part in parts}
MODULES = sorted(path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py")
ONLY = {
    "sqlalchemy": ("store",),
    "sqlite3": ("store",),
    "psycopg": ("store",),
    "httpx": (
        *(f"sources/{name}.py" for name in ("bodies", "chat", "http", "polite", "public")),
        "alerts/webhook.py",
    ),
    "smtplib": ("alerts/mail.py",),
    "requests": (),
    "urllib.request": (),
    "socket": ("sources/public.py", "cli/serve.py"),
    "click": ("cli",),
    "starlette": ("web",),
}
OUTER = ("run", "following", "cli", "web")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def part(path: Path) -> str:
    return name(path).split("/")[0].removesuffix(".py")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_go_only_downwards_and_stages_never_import_each_other(path: Path) -> None:
    own = part(path)
    for imported in imports(path):
        package, _, rest = imported.partition(".")
        other = rest.split(".")[0]
        if package == "communique" and other != own:
            assert other in LEVEL, f"{name(path)} imports {imported}, which has no level"
            assert LEVEL[other] < LEVEL[own], f"{name(path)} imports {imported}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_one_part_knows_sql_the_network_and_the_command_line(path: Path) -> None:
    for imported in imports(path):
        for library, places in ONLY.items():
            if imported == library or imported.startswith(f"{library}."):
                assert name(path).startswith(places), f"{name(path)} imports {imported}"


@pytest.mark.parametrize("path", [path for path in MODULES if part(path) not in OUTER], ids=name)
def test_the_environment_and_the_clock_are_read_outside_only(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute):
            assert node.attr not in ("environ", "getenv", "now", "utcnow", "today"), f"{name(path)} reads .{node.attr}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_import_hides_from_the_running_program(path: Path) -> None:
    assert "TYPE_CHECKING" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(tree(path)), f"{name(path)} has no docstring"
