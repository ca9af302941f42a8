"""Certificates: what the acts of staff files certify, kept as a table so that a dispatcher need not read every staff file.

The table follows the acts and can be made again from them; the judge never reads it, only acts that were copied into the case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from doorstep.people import audit
from doorstep.people.errors import Refused
from doorstep.people.models import Account, Certificate, StaffFile

NAMING = ("certificate", "subject", "course")
"""The fields in which an act names what it certifies."""

HEALTH_ACT, HEALTH = "health_checked", "health_fit"
REPLACED, VOIDED = "act.replaced", "act.voided"


@dataclass(frozen=True, slots=True)
class Certified:
    """That an act certifies ``key``, up to and with the day ``valid_until`` (None: without end); ``act`` is the act's id."""

    key: str
    valid_until: date | None
    act: str


def certificates_from(events: Iterable[Mapping[str, Any]], *, person: str | None = None) -> list[Certified]:
    """What the acts of a staff file certify, in their order, corrections applied.

    ``events`` are as the judge takes them (id, at, act, data …). An act that did not pass certifies nothing, and neither does
    one that names another ``person`` than the given one. Of a replaced act the replacement counts, under the correction's id.
    """
    certified = []
    for act_id, name, data in _standing(events):
        if data.get("passed") is False or data.get("fit") is False:
            continue
        about = data.get("person")
        if person is not None and about not in (None, "", person):
            continue
        until = _day(data.get("valid_until"))
        certified += [Certified(key, until, act_id) for key in _keys(name, data)]
    return certified


@transaction.atomic
def keep(
    account: Account, case: str, events: Iterable[Mapping[str, Any]], *, person: str | None = None
) -> list[Certificate]:
    """Makes the account's certificates those that its staff file ``case`` gives, and no others of that case; safe to repeat."""
    Certificate.objects.filter(case=case).delete()
    found = {(one.key, one.act): one for one in certificates_from(events, person=person)}
    rows = [
        Certificate(account=account, key=one.key, valid_until=one.valid_until, case=case, act=one.act)
        for one in found.values()
    ]
    return Certificate.objects.bulk_create(rows)


def holds(account: Account, key: str, on: date) -> bool:
    """Whether an account holds what a clause's ``needs`` names as ``key`` on a day."""
    return Certificate.objects.filter(_valid(on), account=account, key=key).exists()


def certifying_acts(account: Account, on: date) -> list[tuple[str, str]]:
    """The (case, act) of every act that certifies an account of something on a day: what an assignment copies into a case."""
    found = Certificate.objects.filter(_valid(on), account=account).order_by("pk").values_list("case", "act")
    return list(dict.fromkeys(found))


def running_out(accounts: Sequence[str], until: date) -> list[Certificate]:
    """The certificates of accounts (usernames) that end by the day ``until`` and that no other replaces, soonest first."""
    mine = Certificate.objects.select_related("account").filter(account__username__in=accounts)
    lasting = set(mine.filter(Q(valid_until=None) | Q(valid_until__gt=until)).values_list("account_id", "key"))
    latest: dict[tuple[int, str], Certificate] = {}
    for one in mine.filter(valid_until__lte=until).order_by("valid_until", "pk"):
        if (one.account_id, one.key) not in lasting:
            latest[one.account_id, one.key] = one
    return sorted(latest.values(), key=lambda one: (one.valid_until or until, one.pk))


@transaction.atomic
def link_staff_file(account: Account, case: str, *, by: str) -> StaffFile:
    """Notes that a case is a staff file of an account. Raises ``Refused`` when it is another's."""
    found = StaffFile.objects.filter(case=case).first()
    if found is not None:
        if found.account_id != account.pk:
            raise Refused("staff_file_taken", case=case)
        return found
    linked = StaffFile.objects.create(case=case, account=account)
    audit.write(by, "account.staff_file_linked", "account", account.username, after={"case": case})
    return linked


def _standing(events: Iterable[Mapping[str, Any]]) -> list[tuple[str, str, Mapping[str, Any]]]:
    """The acts (id, name, data) that stand after their corrections; the correction received last decides."""
    acts: dict[str, tuple[str, str, Mapping[str, Any]] | None] = {}
    corrects: dict[str, str] = {}
    corrections = []
    for event in events:
        act_id, name, data = str(event["id"]), event["act"], event.get("data") or {}
        if name in (REPLACED, VOIDED):
            corrects[act_id] = corrects.get(str(data["act"]), str(data["act"]))
            corrections.append((str(event.get("received") or event.get("at") or ""), act_id, name, data))
        else:
            acts[act_id] = act_id, name, data
    for _, act_id, name, data in sorted(corrections, key=lambda one: one[0]):
        if corrects[act_id] in acts:
            new = data["with"] if name == REPLACED else None
            acts[corrects[act_id]] = None if new is None else (act_id, new["act"], new.get("data") or {})
    return [act for act in acts.values() if act is not None]


def _keys(name: str, data: Mapping[str, Any]) -> Iterable[str]:
    for field in NAMING:
        value = data.get(field)
        yield from (str(one) for one in (value if isinstance(value, list) else [value]) if one)
    if name == HEALTH_ACT:
        yield HEALTH


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def _valid(on: date) -> Q:
    return Q(valid_until=None) | Q(valid_until__gte=on)
