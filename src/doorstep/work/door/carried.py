"""What a phone takes along to write the statement itself without network, word for word as ``statement`` does, and to keep
what was signed.

The phone has the acts, the standards' words and the order's facts already; this adds what lies outside of them.
"""

from __future__ import annotations

from typing import Any

from doorstep.record.history import History
from doorstep.work.door.company import comer, company
from doorstep.work.door.faults import LANGUAGES, texts
from doorstep.work.door.serving import governing, parties, sign_off
from doorstep.work.door.signing import sign_fields, sign_roles
from doorstep.work.door.statement import DEVICES, FINISHED, FORM, MEASURED, customer_name, money


def carried(found: History) -> dict[str, Any] | None:
    """The statement's own words and names for a case, and the sign-off that a signature records; None where a case has
    no sign-off.
    """
    serving = sign_off(found)
    if serving is None:
        return None
    house, who = company(found.place), comer(found)
    charges = {
        act.key: field
        for standard in governing(found)
        for act in standard.acts.values()
        if (field := money(act.fields, bool(parties(standard, act))))
    }
    return {
        "form": FORM,
        "texts": {lang: _texts(lang) for lang in LANGUAGES},
        "company": {"zh": house.zh, "en": house.en},
        "customer": customer_name(found),
        "who": None if who is None else {"name": who.name, "badge": who.badge},
        "finished": list(FINISHED),
        "devices": list(DEVICES),
        "measured": list(MEASURED),
        "charges": charges,
        "act": serving.act.key,
        "fields": sign_fields(serving, found),
        "roles": [{"role": role, "names": {"zh": zh, "en": en}} for role, (zh, en) in sign_roles(found).items()],
    }


def _texts(lang: str) -> dict[str, str]:
    start = "statement."
    return {key.removeprefix(start): text for key, text in texts(lang).items() if key.startswith(start)}
