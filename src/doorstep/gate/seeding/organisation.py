"""The demo's organisation: a branch of a carrier with three districts, one account for every post, and technicians'
staff files.
"""

from __future__ import annotations

from doorstep.people import accounts, holdings, places
from doorstep.people.models import Account, Place
from doorstep.people.posts import posts
from doorstep.record import clock, home

ROOT = "lanjiang"
BY = "seed"
YEAR = 365 * 86400

PLACES = (
    ("lanjiang", "澜江电信分公司", "Lanjiang branch", "company", None),
    ("chengqu", "城区", "City area", "city", "lanjiang"),
    ("chengnan", "城南", "South", "district", "chengqu"),
    ("chengbei", "城北", "North", "district", "chengqu"),
    ("chengxi", "城西", "West", "district", "chengqu"),
)

ACCOUNTS = (
    ("an", "安如意", "1001", "administrator", "lanjiang"),
    ("gumingyuan", "顾明远", "1002", "manager", "lanjiang"),
    ("fangsu", "方素", "2001", "dispatcher", "chengqu"),
    ("jianglan", "蒋岚", "2002", "back_office", "chengqu"),
    ("qinyue", "秦越", "2003", "hotline_agent", "chengqu"),
    ("heying", "何映", "2004", "callback_agent", "chengqu"),
    ("tangyan", "唐言", "2005", "complaint_supervisor", "chengqu"),
    ("luoqing", "罗清", "2006", "inspector", "chengqu"),
    ("shizhen", "石贞", "2007", "store_keeper", "chengqu"),
    ("hanshu", "韩舒", "3001", "team_leader", "chengnan"),
    ("lumingchuan", "陆鸣川", "4017", "technician", "chengnan"),
    ("jiangwan", "江晚", "4018", "technician", "chengnan"),
    ("shenyizhou", "沈一舟", "4021", "technician", "chengbei"),
    ("hezhiqiu", "何知秋", "4022", "technician", "chengxi"),
    ("zhouyuan", "周予安", "5001", "account_manager", "chengqu"),
    ("wenxi", "温汐", "5002", "clerk", "chengnan"),
    ("yuancheng", "袁澄", "5003", "cashier", "chengnan"),
    ("mengran", "孟冉", "5004", "front_line", "chengnan"),
    ("xuzhou", "许舟", "5005", "courier", "chengnan"),
    ("crm", "客户系统", None, "system", "lanjiang"),
)
"""Username, name, staff number, post, place: everybody logs in with ``password()``."""


def password() -> str:
    """The password of all demo accounts: another one in every data folder, the same at each run."""
    return f"demo-{home.key('demo', 8).hex()[:10]}"


def settle() -> None:
    """Makes the places and accounts that are not there yet."""
    since = clock.civil(clock.now()) - YEAR
    for key, zh, en, level, parent in PLACES:
        if not Place.objects.filter(key=key).exists():
            places.add_place(key, zh, en, level, parent=parent, by=BY)
    assert {post for *_, post, _ in ACCOUNTS} == set(posts()), "an account for every post"
    for username, name, number, post, place in ACCOUNTS:
        if Account.objects.filter(username=username).exists():
            continue
        made = accounts.create_account(
            username,
            name,
            staff_number=number,
            password=None if post == "system" else password(),
            must_change_password=False,
            by=BY,
        )
        holdings.give_post(made, post, place, by=BY, since=since)


def others_are_here() -> bool:
    """Whether this installation holds an organisation that is not the demo's."""
    return Place.objects.exclude(key__in=[key for key, *_ in PLACES]).exists()


def log_ins(lang: str) -> list[tuple[str, str, str, str]]:
    """Who can log in: username, name, post and place in words."""
    words = {key: (zh, en) for key, zh, en, *_ in PLACES}
    found = []
    for username, name, _, post, place in ACCOUNTS:
        if post != "system":
            found.append((username, name, posts()[post].words(lang), words[place][lang != "zh"]))
    return found
