"""Verify: whether the record still says what was accepted. Each thing that was altered, is missing or was added is named.

Acts are proved by their chain and by keyed digests of what was sent; what the chain cannot prove (a cut tail, a missing
case, a chain computed anew) by the seals; what is newer than the last seal by its receipt. Reads one steady snapshot,
some cases at a time. The case by case work is here; seals are checked in ``verify_seals``, one act in ``verify_acts``,
keys, files and receipts in ``verify_rest``, lists in ``verify_lists``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from doorstep.record.faults import Fault
from doorstep.record.receipts import Receipt
from doorstep.record.seal import copy_path
from doorstep.record.snapshot import snapshot, stream
from doorstep.record.sql import block, marks, rows
from doorstep.record.verify_acts import Chain, Proved
from doorstep.record.verify_rest import check_customers, check_files, check_files_of, check_receipts, master_key
from doorstep.record.verify_seals import Sealed, Spool, check_seals

AT_ONCE = 200


@dataclass(frozen=True)
class Head:
    """The row of a case's chain."""

    case: str
    head: str
    count: int
    customer: str
    sealed: int
    seal: int


@dataclass
class Tally:
    """What was looked at, for whoever wants to say it."""

    cases: int = 0
    acts: int = 0
    files: set[str] = field(default_factory=set)


def verify(
    case: str | None = None, *, receipts: Iterable[Receipt] = (), rows_too: bool = False, tally: Tally | None = None
) -> list[Fault]:
    """All faults of the record, or of one case and the seals that prove it; none when everything is as it was accepted.

    Every one of ``receipts`` must be held with the same hash. ``rows_too`` also compares the lists with the acts (slow).
    """
    return list(faults(case, receipts=receipts, rows_too=rows_too, tally=tally))


def faults(
    case: str | None = None, *, receipts: Iterable[Receipt] = (), rows_too: bool = False, tally: Tally | None = None
) -> Iterator[Fault]:
    """The same, one after the other while they are found."""
    # The copy is written after the row: what it has by now is in the snapshot that is taken afterwards.
    copied = copy_path().stat().st_size if copy_path().exists() else 0
    with snapshot(), Spool() as spool:
        look = _Look(spool, tally or Tally(), case is not None)
        yield from check_seals(spool, copied, case)
        if not master_key():
            look.master = False
            yield Fault("master_key")
        yield from look.of_heads([case]) if case is not None else look.everything()
        yield from check_receipts(receipts)
        if rows_too:
            yield from look.lists(case)


class _Look:
    def __init__(self, spool: Spool, tally: Tally, one: bool) -> None:
        self.spool, self.tally, self.one = spool, tally, one
        self.master = True

    def everything(self) -> Iterator[Fault]:
        """Every case, then whatever belongs to none."""
        part: list[str] = []
        for (case,) in stream("SELECT id FROM record_case ORDER BY id"):
            part.append(case)
            if len(part) == AT_ONCE:
                yield from self.of_heads(part)
                part = []
        yield from self.of_heads(part)
        yield from self._without_heads()
        orphans = "SELECT act FROM record_personal p WHERE NOT EXISTS (SELECT 1 FROM record_act a WHERE a.id = p.act)"
        for (act,) in stream(orphans):
            yield Fault("personal_added", act=act)
        yield from check_customers()
        yield from check_files(self.spool)

    def of_heads(self, cases: Sequence[str]) -> Iterator[Fault]:
        """The given cases by their heads, acts and seals."""
        if not cases:
            return
        columns = "id, head, count, customer, sealed, seal"
        found = rows(f"SELECT {columns} FROM record_case WHERE id IN ({marks(len(cases))})", cases)
        heads = {row[0]: Head(*row) for row in found}
        sealed = self.spool.heads(cases)
        acts = stream(block("prove_cases", ids=marks(len(cases))), cases)
        seen = set()
        for case, those in groupby(acts, key=lambda row: row[2]):
            seen.add(case)
            yield from self._case(case, heads.get(case), (Proved(*row) for row in those), sealed[case])
        for case in cases:
            if case not in seen and (case in heads or sealed[case]):
                yield from self._case(case, heads.get(case), (), sealed[case])
        if self.one:
            yield from check_files_of(self.tally.files, self.spool)

    def _without_heads(self) -> Iterator[Fault]:
        """Acts of cases that have no row of their chain, and sealed cases of which nothing is left."""
        headless = """SELECT DISTINCT a."case" FROM record_act a
            WHERE NOT EXISTS (SELECT 1 FROM record_case c WHERE c.id = a."case")"""
        for (case,) in list(stream(headless)):
            yield from self.of_heads([case])
        for cases in self.spool.cases():
            places = marks(len(cases))
            there = {id_ for (id_,) in rows(f"SELECT id FROM record_case WHERE id IN ({places})", cases)}
            acts = rows(f'SELECT DISTINCT "case" FROM record_act WHERE "case" IN ({places})', cases)
            there |= {id_ for (id_,) in acts}
            yield from self.of_heads([case for case in cases if case not in there])

    def _case(self, case: str, head: Head | None, acts: Iterable[Proved], sealed: list[Sealed]) -> Iterator[Fault]:
        self.tally.cases += 1
        customer = rows(block("customer_by_id"), [head.customer]) if head else []
        if head and not customer:
            yield Fault("customer_missing", case)
        chain = Chain(case, head.customer if head else None, self.master, bool(customer and customer[0][2]))
        chain.limit = head.count if head else None
        chain.sealed = {one.count: one.seal for one in reversed(sealed)}
        for act in acts:
            yield from chain.take(act)
        yield from chain.end(head.head if head else "", sealed[-1].head if sealed else "")
        self.tally.acts += chain.acts
        if self.one:
            self.tally.files |= chain.files
        yield from _against_head(case, head, chain, sealed)
        yield from _against_seals(case, head, chain, sealed)

    def lists(self, case: str | None) -> Iterator[Fault]:
        """Cases whose rows in the lists are not what their acts say."""
        from doorstep.record.verify_lists import differs

        cases = [case] if case is not None else (id_ for (id_,) in stream("SELECT id FROM record_case ORDER BY id"))
        for one in cases:
            try:
                stale = differs(one)
            except (ValueError, LookupError):
                continue  # its acts cannot be read, and are named for it
            if stale:
                yield Fault("row_stale", one)


def _against_head(case: str, head: Head | None, chain: Chain, sealed: list[Sealed]) -> Iterator[Fault]:
    """The row of the chain against the acts that are there."""
    last = chain.last
    proved = max((one.count for one in sealed), default=0)
    if head is None:
        if last:
            yield Fault("head_missing", case)
        return
    right = sealed[-1].customer if sealed else head.customer
    if head.customer != right:
        yield _column(case, "customer", head.customer, right)
    held = [one for one in sealed if one.held]
    for column, said in (("sealed", held[-1].count if held else 0), ("seal", held[-1].seal if held else 0)):
        if getattr(head, column) != said:
            yield _column(case, column, getattr(head, column), said)
    if head.count == last:
        if last and head.head not in chain.hashes_of(last):
            yield _column(case, "head", head.head, chain.hash_of(last))
    elif head.count < last:
        if not chain.added or head.count < proved:
            yield _column(case, "count", head.count, last)
    elif head.head in chain.hashes_of(last) and last:
        yield _column(case, "count", head.count, last)
    elif last >= proved:
        yield Fault("act_missing", case, no=last + 1, values={"first": last + 1, "last": head.count})


def _against_seals(case: str, head: Head | None, chain: Chain, sealed: list[Sealed]) -> Iterator[Fault]:
    """What the seals say of the case against the acts that are there; each kind of fault once."""
    if sealed and head is None and not chain.last:
        yield Fault("case_gone", case, values={"seal": sealed[-1].seal, "count": sealed[-1].count})
        return
    top = max(sealed, key=lambda one: one.count, default=None)
    if top is not None and top.count > chain.last:
        values = {"first": chain.last + 1, "last": top.count, "seal": top.seal}
        yield Fault("cut_tail", case, no=chain.last + 1, values=values)
    for one in sealed:
        hashes = chain.hashes_of(one.count)
        if hashes and one.head not in hashes:
            yield Fault("rehashed", case, chain.id_of(one.count), one.count, values={"seal": one.seal})
            return


def _column(case: str, column: str, stored: Any, said: Any) -> Fault:
    return Fault("head_altered", case, values={"column": column, "stored": stored, "said": said})
