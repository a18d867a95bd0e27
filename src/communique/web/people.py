"""Signing in and out, tokens, users and the log of what they did."""

from datetime import timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from communique.errors import RegisterError
from communique.store.accounts import ROLES, Accounts, User
from communique.web import answers, secrets
from communique.web.door import COOKIE, own_form, own_site, user_of
from communique.web.errors import Trouble

_HOURS = 12


def _now(request: Request) -> str:
    return str(request.app.state.desk.now().isoformat())


def _accounts(request: Request) -> Accounts:
    found: Accounts = request.app.state.accounts
    return found


async def fields(request: Request) -> dict[str, str]:
    """The texts of a form."""
    async with request.form(max_files=0, max_fields=200) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


async def many(request: Request, name: str) -> list[str]:
    """All values of one field of a form."""
    async with request.form(max_files=0, max_fields=200) as form:
        return [value for value in form.getlist(name) if isinstance(value, str)]


def client(request: Request) -> str:
    """Whose turn is counted."""
    return request.client.host if request.client else ""


def login_page(request: Request) -> Response:
    """The form to sign in."""
    return answers.page(request, "login.html", {"title": "Sign in", "next": _inside(request), "wrong": False})


async def login(request: Request) -> Response:
    """Sign in: a session for the right password."""
    own_site(request)
    request.app.state.logins.take(client(request))
    form = await fields(request)
    user = await run_in_threadpool(_checked, request, form.get("name", ""), form.get("password", ""))
    if user is None:
        view = {"title": "Sign in", "next": _inside(request), "wrong": True}
        return answers.page(request, "login.html", view, 401)
    return await run_in_threadpool(_session, request, user)


def _checked(request: Request, name: str, password: str) -> User | None:
    user = _accounts(request).user(name)
    right = secrets.fits(password[: secrets.LONGEST], user.proof if user else secrets.nobody())
    if not (user and right):
        _accounts(request).log(_now(request), name, "failed to sign in", client(request))
        return None
    return user


def _session(request: Request, user: User) -> Response:
    session, now = secrets.new(), request.app.state.desk.now()
    until = (now + timedelta(hours=_HOURS)).isoformat()
    _accounts(request).give(user.name, secrets.mark(session), "", now=now.isoformat(), expires=until)
    _accounts(request).log(now.isoformat(), user.name, "signed in", client(request))
    response = RedirectResponse(_inside(request), status_code=303)
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, session, max_age=_HOURS * 3600, httponly=True, samesite="lax", secure=secure)
    return response


def _inside(request: Request) -> str:
    """Where to go on, on this desk and nowhere else."""
    path = request.query_params.get("next", "/")
    clean = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if clean else "/"


async def logout(request: Request) -> Response:
    """End the session."""
    own_form(request, await fields(request))
    user = user_of(request, "reader")
    _accounts(request).take(user.name, secrets.mark(request.cookies.get(COOKIE, "")))
    response = RedirectResponse("/", status_code=303)
    response.delete_cookie(COOKIE)
    return response


def account(request: Request, shown: str = "") -> Response:
    """A user's own page: tokens, and for an admin the users and the log."""
    if request.state.user is None:
        return RedirectResponse("/login?next=/account", status_code=303)
    user, accounts = user_of(request, "reader"), _accounts(request)
    view: dict[str, Any] = {"title": "Account", "tokens": accounts.tokens(user.name), "shown": shown, "roles": ROLES}
    view |= {"users": accounts.users() if user.may("admin") else []}
    view |= {"deeds": accounts.deeds(100) if user.may("admin") else []}
    return answers.page(request, "account.html", view)


async def act(request: Request) -> Response:
    """A change on the account page."""
    form = await fields(request)
    own_form(request, form)
    deed = _DEEDS.get(form.get("deed", ""))
    if deed is None:
        raise Trouble(400, f"No deed {form.get('deed', '')[:20]!r}. Known: {', '.join(_DEEDS)}.")
    shown = await run_in_threadpool(deed, request, form)
    return await run_in_threadpool(account, request, shown) if shown else RedirectResponse("/account", status_code=303)


def _make_token(request: Request, form: dict[str, str]) -> str:
    user, token = user_of(request, "reader"), secrets.new()
    label = form.get("label", "").strip()[:80] or "token"
    _accounts(request).give(user.name, secrets.mark(token), label, now=_now(request))
    _accounts(request).log(_now(request), user.name, "made a token", label)
    return token


def _end_token(request: Request, form: dict[str, str]) -> str:
    user = user_of(request, "reader")
    _accounts(request).take(user.name, form.get("proof", ""))
    _accounts(request).log(_now(request), user.name, "ended a token")
    return ""


def _set_password(request: Request, form: dict[str, str]) -> str:
    user = user_of(request, "reader")
    request.app.state.logins.take(client(request))
    if not secrets.fits(form.get("old", ""), user.proof):
        raise Trouble(403, "The old password is another one.")
    _accounts(request).change(user.name, proof=_proof(form.get("password", "")))
    _accounts(request).log(_now(request), user.name, "set a password")
    return ""


def _add_user(request: Request, form: dict[str, str]) -> str:
    admin, name = user_of(request, "admin"), form.get("name", "").strip()
    try:
        _accounts(request).add(made_user(name, form.get("role", ""), form.get("password", ""), _now(request)))
    except RegisterError as error:
        raise Trouble(400, str(error)) from None
    _accounts(request).log(_now(request), admin.name, "added a user", f"{name}: {form.get('role')}")
    return ""


def _set_role(request: Request, form: dict[str, str]) -> str:
    admin, name, role = user_of(request, "admin"), form.get("name", ""), form.get("role", "")
    if role != "none" and role not in ROLES:
        raise Trouble(400, f"No role {role[:20]!r}. Known: {', '.join(ROLES)}.")
    if name == admin.name:
        raise Trouble(400, "Nobody takes a role from themselves; ask another admin.")
    if role == "none":
        _accounts(request).remove(name)
        request.app.state.watches.end_all(account=name)
    else:
        _accounts(request).change(name, role=role)
    _accounts(request).log(_now(request), admin.name, "set a role", f"{name}: {role}")
    return ""


def made_user(name: str, role: str, password: str, now: str) -> User:
    """A new user. Raises `Trouble` 400 where a part cannot be."""
    if not (name.isprintable() and 0 < len(name) <= 80):
        raise Trouble(400, "A name has 1 to 80 characters that can be printed.")
    if role not in ROLES:
        raise Trouble(400, f"No role {role[:20]!r}. Known: {', '.join(ROLES)}.")
    return User(name=name, role=role, proof=_proof(password), created=now)


def _proof(password: str) -> str:
    if not secrets.SHORTEST <= len(password) <= secrets.LONGEST:
        raise Trouble(400, f"A password has {secrets.SHORTEST} to {secrets.LONGEST} characters.")
    return secrets.proof(password)


_DEEDS = {
    "make token": _make_token,
    "end token": _end_token,
    "set password": _set_password,
    "add user": _add_user,
    "set role": _set_role,
}


def routes() -> list[BaseRoute]:
    """The addresses of accounts."""
    return [
        Route("/login", login_page),
        Route("/login", login, methods=["POST"]),
        Route("/logout", logout, methods=["POST"]),
        Route("/account", account),
        Route("/account", act, methods=["POST"]),
    ]
