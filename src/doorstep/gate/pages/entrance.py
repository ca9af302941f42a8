"""The start page, log-in and log-out, one's own password, the switch of language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from doorstep.gate import seeding
from doorstep.gate.pages.report import folder
from doorstep.gate.pages.words import COOKIE, LANGUAGES, page_language
from doorstep.gate.site import sessions
from doorstep.people import accounts
from doorstep.people.errors import PeopleError
from doorstep.people.permissions import reach

ON_THE_PHONE = ("technician", "account_manager")
"""Posts whose work is on the phone; the others' is on the console."""

YEAR = 365 * 24 * 3600


def start(request: HttpRequest) -> HttpResponse:
    """What there is, for who asks."""
    caller = request.caller  # type: ignore[attr-defined]
    may_read = bool(caller and reach(caller.held, "case.read"))
    page = {"may_read": may_read, "report": (may_read or settings.DEMO) and folder() is not None}
    if settings.DEMO:
        page["doors"] = [
            {"name": f"start.door.{kind}", "address": address} for kind, address in seeding.door_examples()
        ]
    if settings.DEMO and caller is None:
        page |= {"people": _people(page_language(request)), "password": seeding.password()}
    return render(request, "pages/start.html", page)


def _people(lang: str) -> list[dict[str, str]]:
    """For a newcomer to the demonstration: one account of each post, with where its work is."""
    posts = {username: post for username, _, _, post, _ in seeding.ACCOUNTS}
    first: dict[str, dict[str, str]] = {}
    for username, name, post, place in seeding.log_ins(lang):
        goal = "/field/" if posts[username] in ON_THE_PHONE else "/console/"
        first.setdefault(
            posts[username], {"username": username, "name": name, "post": post, "place": place, "goal": goal}
        )
    return sorted(first.values(), key=lambda one: one["goal"], reverse=True)


def log_in(request: HttpRequest) -> HttpResponse:
    """The form of log-in; a wrong name and a wrong password get the same answer."""
    goal = _goal(request)
    failed = None
    if request.method == "POST":
        found = accounts.authenticate(request.POST.get("username", "")[:200], request.POST.get("password", "")[:1000])
        if not isinstance(found, accounts.Reason):
            sessions.log_in(request, found)
            return redirect("/password" if found.must_change_password else goal)
        failed = f"login.{found}"
    page = {"goal": goal, "failed": failed, "username": request.POST.get("username", "")[:200]}
    return render(request, "pages/log_in.html", page, status=200 if failed is None else 401)


def log_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    sessions.log_out(request)
    return redirect("/")


def password(request: HttpRequest) -> HttpResponse:
    """One's own password: asked for at the first log-in, and whenever one likes."""
    caller = request.caller  # type: ignore[attr-defined]
    account = accounts.account(caller.username)
    problem = None
    if request.method == "POST":
        new = request.POST.get("new", "")
        try:
            changed = accounts.change_password(account, request.POST.get("old", ""), new)
        except PeopleError as refused:
            problem = refused.say(page_language(request))
        else:
            sessions.log_in(request, changed)
            return redirect("/")
    page = {"problem": problem, "must": account.must_change_password}
    return render(request, "pages/password.html", page, status=422 if problem else 200)


def switch_language(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen language in a cookie and goes back."""
    chosen = request.POST.get("language")
    response = redirect(_goal(request))
    if chosen in LANGUAGES:
        response.set_cookie(COOKIE, chosen, max_age=YEAR, samesite="Lax", httponly=True)
    return response


def _goal(request: HttpRequest) -> str:
    """Where to go afterwards, within this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if safe and wanted.startswith("/") else "/"
