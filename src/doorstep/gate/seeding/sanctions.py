"""What the team leader finds: a sanction that was decided, one on which the technician has something to say, one that waits."""

from __future__ import annotations

from doorstep.gate.seeding.day import Day
from doorstep.gate.seeding.speaking import ask, forget_tokens
from doorstep.record import clock
from doorstep.record.models import Act
from doorstep.work.intake import case_id

DECIDED, SAID = "Z-0906", "Z-0903"
LOOKS, FIVE_ONES = "technician-conduct/2.3", "technician-conduct/1.3"


def decide(day: Day) -> None:
    """Has the technician appeal and the team leader decide on the evening of the day; what was said before stays."""
    keys = {what: f"demo:{what}" for what in ("appeal", "decision")}
    if Act.objects.filter(key__startswith=keys["appeal"]).exists():
        return
    said = {"key": keys["appeal"], "clause": LOOKS, "text": "工牌当天送修，有班长的条子", "grounds": ["wrong_record"]}
    with clock.set_to(clock.aware(day.at(17, 50))):
        ask("lumingchuan", "POST", f"cases/{case_id(SAID)}/appeals", said)
    decision = {"key": keys["decision"], "clause": FIVE_ONES, "reason": "垫布和抹布都没带，本人认可"}
    with clock.set_to(clock.aware(day.at(18, 10))):
        ask("hanshu", "POST", f"cases/{case_id(DECIDED)}/sanctions", decision)
    forget_tokens()
