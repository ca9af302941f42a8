"""The audit: every change has its row, no row is ever changed, no secret gets in, every look is written down first."""

import pytest
from django.db import transaction

from doorstep.people import audit
from doorstep.people.accounts import change_account, change_password, create_account, lock, set_password, unlock
from doorstep.people.errors import NotAllowed, Refused, WeakPassword
from doorstep.people.holdings import holdings_of
from doorstep.people.models import Account, AuditRow, Token
from doorstep.people.tokens import create_token, revoke_token
from doorstep.record import clock
from tests.people.conftest import MONDAY, PASSWORD


def test_a_row_says_when_who_what_on_what(monday: object, technician: Account) -> None:
    change_account(technician, display_name="沈一洲", staff_number="4022", by="fangsu")
    row = AuditRow.objects.get(what="account.changed")
    assert (row.at, row.actor, row.kind, row.subject) == (clock.civil(MONDAY), "fangsu", "account", "shenyizhou")
    assert row.before == {"display_name": "沈一舟", "staff_number": "4021"}
    assert row.after == {"display_name": "沈一洲", "staff_number": "4022"}


def test_every_change_of_an_account_and_its_tokens_leaves_one_row(technician: Account) -> None:
    steps = [
        (lambda: create_account("luming", "陆鸣川", by="root"), "account.created"),
        (lambda: change_account(technician, language="en", by="root"), "account.changed"),
        (lambda: change_password(technician, PASSWORD, "ting-zhou-yuan-4"), "account.password_set"),
        (lambda: set_password(technician, "lan-qiao-li-7", by="root"), "account.password_set"),
        (lambda: lock(technician, 1, by="root"), "account.locked"),
        (lambda: unlock(technician, by="root"), "account.unlocked"),
        (lambda: create_token(technician, "手机", 30, by="root"), "token.created"),
        (lambda: revoke_token(Token.objects.get(), by="root"), "token.revoked"),
    ]
    for step, what in steps:
        before = AuditRow.objects.count()
        step()  # type: ignore[no-untyped-call]
        assert AuditRow.objects.count() == before + 1
        assert AuditRow.objects.latest("pk").what == what


def test_no_password_and_no_hash_comes_into_the_audit(technician: Account) -> None:
    hashes = {technician.password}
    change_password(technician, PASSWORD, "ting-zhou-yuan-4")
    secret, token = create_token(technician, "手机", 30, by="root")
    hashes |= {technician.password, token.hash, secret, PASSWORD, "ting-zhou-yuan-4"}
    written = " ".join(str(row) for row in AuditRow.objects.values_list())
    assert [word for word in hashes if word in written] == []


def test_a_row_is_neither_changed_nor_deleted(technician: Account) -> None:
    row = AuditRow.objects.filter(subject="shenyizhou").first()
    assert row is not None
    row.actor = "somebody else"
    for change in (
        row.save,
        row.delete,
        AuditRow.objects.all().delete,
        lambda: AuditRow.objects.update(actor="x"),
        lambda: AuditRow.objects.bulk_update([row], ["actor"]),
    ):
        with pytest.raises(TypeError), transaction.atomic():
            change()
    assert AuditRow.objects.get(pk=row.pk).actor == "root"


def test_a_change_that_is_refused_leaves_no_row(technician: Account, leader: Account) -> None:
    before = AuditRow.objects.count()
    with pytest.raises(Refused):
        change_account(technician, display_name="沈一洲", staff_number="3007", by="root")
    with pytest.raises(WeakPassword):
        set_password(technician, "short", by="root")
    assert AuditRow.objects.count() == before


def test_a_look_is_recorded_with_the_fields_and_not_with_what_they_hold(monday: object, technician: Account) -> None:
    audit.look(
        holdings_of(technician), "shenyizhou", "c0ffee", ["facts.phone"], place="chengnan", assignee="shenyizhou"
    )
    row = AuditRow.objects.get(what="personal.unmasked")
    assert (row.actor, row.kind, row.subject, row.after) == (
        "shenyizhou",
        "case",
        "c0ffee",
        {"fields": ["facts.phone"]},
    )


@pytest.mark.parametrize(("place", "assignee"), [("chengnan", "luming"), ("chengnan", None), (None, None)])
def test_who_may_not_look_is_refused_and_nothing_was_looked_at(
    technician: Account, place: str | None, assignee: str | None
) -> None:
    with pytest.raises(NotAllowed):
        audit.look(holdings_of(technician), "shenyizhou", "c0ffee", ["facts.phone"], place=place, assignee=assignee)
    assert not AuditRow.objects.filter(what="personal.unmasked").exists()
