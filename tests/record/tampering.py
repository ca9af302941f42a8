"""Changes to a record behind its back, of every kind: each says what it did and by which faults it must be named.

``KINDS`` are functions of a ``Target``; each returns what ``verify`` must find, any one of them, as (code, case or "",
number of the act or 0 for whichever).
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from doorstep.record import files
from doorstep.record.envelope import FIRST, canonical, sha256
from doorstep.record.receipts import Receipt
from doorstep.record.sql import rows, run

Named = set[tuple[str, str, int]]


@dataclass
class Target:
    """The record to be changed. ``sealed`` maps a case to its sealed count; ``undo`` is what the database cannot roll back."""

    choose: random.Random
    sealed: dict[str, int]
    receipts: list[Receipt]
    undo: list[Callable[[], None]] = field(default_factory=list)

    def act(self, where: str = "1 = 1") -> dict[str, Any]:
        """Some act."""
        names = ("seq", "id", "case", "no", "key", "content", "act", "at", "received", "text", "hash")
        found = rows(
            f'SELECT {", ".join(f"""a."{name}" """ for name in names)} FROM record_act a WHERE {where} ORDER BY a.seq'
        )
        return dict(zip(names, self.choose.choice(found), strict=True))

    def case(self, where: str = "1 = 1") -> str:
        """Some case."""
        return str(self.choose.choice(rows(f"SELECT id FROM record_case WHERE {where} ORDER BY id"))[0])

    def word(self, length: int = 64) -> str:
        """Something that looks like a hash."""
        return f"{self.choose.getrandbits(4 * length):0{length}x}"


def codes(case: str, *names: str, no: int = 0) -> Named:
    return {(name, case, no) for name in names}


def text_of(act: dict[str, Any], **changes: Any) -> str:
    return canonical({**json.loads(act["text"]), **changes})


def rechain(case: str, start: int) -> None:
    """Computes the chain anew from an act on, as somebody would who has the database and knows how."""
    prev = rows('SELECT hash FROM record_act WHERE "case" = %s AND no = %s', [case, start - 1])
    head = prev[0][0] if prev else FIRST
    last = start - 1
    for seq, no, text in rows(
        'SELECT seq, no, text FROM record_act WHERE "case" = %s AND no >= %s ORDER BY no', [case, start]
    ):
        text = canonical({**json.loads(text), "prev": head, "no": no})
        head, last = sha256(text), no
        run("UPDATE record_act SET text = %s, hash = %s WHERE seq = %s", [text, head, seq])
    run("UPDATE record_case SET head = %s, count = %s WHERE id = %s", [head, last, case])


def alter_text(target: Target) -> Named:
    act = target.act()
    run("UPDATE record_act SET text = %s WHERE seq = %s", [text_of(act, data={"called": target.word(4)}), act["seq"]])
    return codes(act["case"], "act_text", no=act["no"])


def spoil_text(target: Target) -> Named:
    act = target.act()
    run("UPDATE record_act SET text = %s WHERE seq = %s", [act["text"][: target.choose.randrange(200)], act["seq"]])
    return codes(act["case"], "act_text", no=act["no"])


def alter_text_and_hash(target: Target) -> Named:
    act = target.act()
    text = text_of(act, data={"called": target.word(4)})
    run("UPDATE record_act SET text = %s, hash = %s WHERE seq = %s", [text, sha256(text), act["seq"]])
    return codes(act["case"], "act_content", no=act["no"])


def alter_hash(target: Target) -> Named:
    act = target.act()
    run("UPDATE record_act SET hash = %s WHERE seq = %s", [target.word(), act["seq"]])
    return codes(act["case"], "act_hash", no=act["no"])


def alter_column(target: Target) -> Named:
    act = target.act()
    column = target.choose.choice(["id", "key", "act", "at", "received"])
    value: Any = (
        target.word(32) if column in ("id", "key", "act") else act[column] + target.choose.choice([-3600, 1, 60])
    )
    run(f"UPDATE record_act SET {column} = %s WHERE seq = %s", [value, act["seq"]])
    return codes(act["case"], "act_column", no=act["no"])


def alter_content(target: Target) -> Named:
    act = target.act()
    run("UPDATE record_act SET content = %s WHERE seq = %s", [target.word(), act["seq"]])
    return codes(act["case"], "act_content", no=act["no"])


def alter_number(target: Target) -> Named:
    act = target.act()
    run("UPDATE record_act SET no = no + 50 WHERE seq = %s", [act["seq"]])
    return codes(act["case"], "act_moved", no=act["no"] + 50)


def move_to_another_case(target: Target) -> Named:
    act = target.act()
    other = target.case(f"id <> '{act['case']}'")
    run('UPDATE record_act SET "case" = %s, no = 77 WHERE seq = %s', [other, act["seq"]])
    return codes(other, "act_column", "act_moved")


def move_to_no_case(target: Target) -> Named:
    act = target.act()
    run('UPDATE record_act SET "case" = %s WHERE seq = %s', ["f" * 32, act["seq"]])
    return codes("f" * 32, "act_column")


def swap_places_in_feed(target: Target) -> Named:
    act = target.act('no < (SELECT count FROM record_case c WHERE c.id = a."case")')
    (seq,) = rows('SELECT seq FROM record_act WHERE "case" = %s AND no = %s', [act["case"], act["no"] + 1])[0]
    for before, after in ((act["seq"], -1), (seq, act["seq"]), (-1, seq)):
        run("UPDATE record_act SET seq = %s WHERE seq = %s", [after, before])
    return codes(act["case"], "act_order")


def remove(target: Target) -> Named:
    act = target.act()
    run("DELETE FROM record_act WHERE seq = %s", [act["seq"]])
    return codes(act["case"], "act_missing", "cut_tail")


def remove_and_rechain(target: Target) -> Named:
    act = target.act("no > 1")
    case, no = act["case"], act["no"]
    run("DELETE FROM record_personal WHERE act = %s", [act["id"]])
    run("DELETE FROM record_act WHERE seq = %s", [act["seq"]])
    for (seq,) in rows('SELECT seq FROM record_act WHERE "case" = %s AND no > %s ORDER BY no', [case, no]):
        run("UPDATE record_act SET no = no - 1 WHERE seq = %s", [seq])
    rechain(case, no)
    return codes(case, "cut_tail", "rehashed", "receipt_unknown", "receipt_differs")


def cut_tail(target: Target) -> Named:
    case = target.case()
    (count,) = rows("SELECT count FROM record_case WHERE id = %s", [case])[0]
    keep = target.choose.randrange(1, count)
    run(
        'DELETE FROM record_personal WHERE act IN (SELECT id FROM record_act WHERE "case" = %s AND no > %s)',
        [case, keep],
    )
    run('DELETE FROM record_act WHERE "case" = %s AND no > %s', [case, keep])
    if target.choose.random() < 0.7:
        rechain(case, keep)
    return codes(case, "cut_tail", "act_missing", "receipt_unknown")


def add(target: Target) -> Named:
    """A made-up act at the end; half of the forgers know about the chain's row."""
    case = target.case()
    head, count = rows("SELECT head, count FROM record_case WHERE id = %s", [case])[0]
    model = target.act(f"a.\"case\" = '{case}'")
    new = {"id": target.word(32), "key": target.word(8), "no": count + 1, "prev": head, "personal": None}
    text = text_of(model, **new)
    columns = [new["id"], case, count + 1, new["key"], target.choose.choice([model["content"], target.word()])]
    run(
        """INSERT INTO record_act (id, "case", no, key, content, act, at, received, xact, text, hash)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s, 0, %s, %s)""",
        [*columns, model["act"], model["at"], model["received"], text, sha256(text)],
    )
    if target.choose.random() < 0.5:
        run("UPDATE record_case SET head = %s, count = %s WHERE id = %s", [sha256(text), count + 1, case])
    return codes(case, "act_added", "act_content")


def add_to_no_case(target: Target) -> Named:
    act = target.act("no = 1")
    case = target.word(32)
    new = {"id": target.word(32), "case": case, "key": target.word(8)}
    text = text_of(act, **new)
    run(
        """INSERT INTO record_act (id, "case", no, key, content, act, at, received, xact, text, hash)
        VALUES (%s, %s, 1, %s, %s, %s, %s, %s, 0, %s, %s)""",
        [new["id"], case, new["key"], act["content"], act["act"], act["at"], act["received"], text, sha256(text)],
    )
    return codes(case, "head_missing", "act_content")


def reorder(target: Target) -> Named:
    act = target.act('no < (SELECT count FROM record_case c WHERE c.id = a."case")')
    case, no = act["case"], act["no"]
    for before, after in ((no, -1), (no + 1, no), (-1, no + 1)):
        run('UPDATE record_act SET no = %s WHERE "case" = %s AND no = %s', [after, case, before])
    if target.choose.random() < 0.5:
        rechain(case, no)
        return codes(case, "rehashed", "act_order", "receipt_differs")
    return codes(case, "act_moved")


def rehash(target: Target) -> Named:
    act = target.act()
    times = [{"received": "2026-10-01T09:00:00.000+08:00"}, {"at": "2026-10-01T09:00:00+08:00"}]
    change = target.choose.choice([{"actor": "nobody"}, {"source": "import"}, *times])
    run("UPDATE record_act SET text = %s WHERE seq = %s", [text_of(act, **change), act["seq"]])
    rechain(act["case"], act["no"])
    return codes(act["case"], "rehashed", "receipt_differs")


def remove_case(target: Target) -> Named:
    case = target.case()
    run('DELETE FROM record_personal WHERE act IN (SELECT id FROM record_act WHERE "case" = %s)', [case])
    run('DELETE FROM record_act WHERE "case" = %s', [case])
    run("DELETE FROM record_case WHERE id = %s", [case])
    return codes(case, "case_gone", "receipt_unknown")


def remove_acts_of_case(target: Target) -> Named:
    case = target.case()
    run('DELETE FROM record_act WHERE "case" = %s', [case])
    return codes(case, "cut_tail", "act_missing")


def remove_head(target: Target) -> Named:
    case = target.case()
    run("DELETE FROM record_case WHERE id = %s", [case])
    return codes(case, "head_missing")


def alter_head(target: Target) -> Named:
    case = target.case()
    column, value = target.choose.choice(
        [
            ("head", target.word()),
            ("count", 1),
            ("count", 99),
            ("customer", target.word(32)),
            ("sealed", 98),
            ("seal", 97),
        ]
    )
    run(f"UPDATE record_case SET {column} = %s WHERE id = %s", [value, case])
    return codes(case, "head_altered", "act_missing", "customer_missing" if column == "customer" else "head_altered")


def give_case_to_another_customer(target: Target) -> Named:
    case = target.case()
    (other,) = target.choose.choice(
        rows(
            "SELECT id FROM record_customer WHERE id <> (SELECT customer FROM record_case WHERE id = %s) ORDER BY id",
            [case],
        )
    )
    run("UPDATE record_case SET customer = %s WHERE id = %s", [other, case])
    return codes(case, "head_altered", "personal_moved")


WITH_PERSONAL = "a.id IN (SELECT act FROM record_personal)"


def alter_personal(target: Target) -> Named:
    act = target.act(WITH_PERSONAL)
    (sealed,) = rows("SELECT sealed FROM record_personal WHERE act = %s", [act["id"]])[0]
    altered = bytearray(bytes(sealed))
    altered[target.choose.randrange(len(altered))] ^= 1 << target.choose.randrange(8)
    run("UPDATE record_personal SET sealed = %s WHERE act = %s", [bytes(altered), act["id"]])
    return codes(act["case"], "personal_altered", no=act["no"])


def remove_personal(target: Target) -> Named:
    act = target.act(WITH_PERSONAL)
    run("DELETE FROM record_personal WHERE act = %s", [act["id"]])
    return codes(act["case"], "personal_missing", no=act["no"])


def swap_personal(target: Target) -> Named:
    one = target.act(WITH_PERSONAL)
    other = target.act(f"{WITH_PERSONAL} AND a.id <> '{one['id']}'")
    sealed = dict(rows("SELECT act, sealed FROM record_personal WHERE act IN (%s, %s)", [one["id"], other["id"]]))
    for to, what in ((one, other), (other, one)):
        run("UPDATE record_personal SET sealed = %s WHERE act = %s", [bytes(sealed[what["id"]]), to["id"]])
    return codes(one["case"], "personal_altered", no=one["no"])


def move_personal_to_customer(target: Target) -> Named:
    act = target.act(WITH_PERSONAL)
    whose = "SELECT customer FROM record_personal WHERE act = %s"
    question = f"SELECT id FROM record_customer WHERE id NOT IN ({whose}) ORDER BY id"
    (other,) = target.choose.choice(rows(question, [act["id"]]))
    run("UPDATE record_personal SET customer = %s WHERE act = %s", [other, act["id"]])
    return codes(act["case"], "personal_moved", no=act["no"])


def add_personal(target: Target) -> Named:
    question = "SELECT customer, sealed FROM record_personal ORDER BY act"
    customer, sealed = target.choose.choice(rows(question))
    act = target.act("a.no = 1")
    whose, case = target.choose.choice([(act["id"], act["case"]), ("e" * 32, "")])
    run("INSERT INTO record_personal (act, customer, sealed) VALUES (%s, %s, %s)", [whose, customer, bytes(sealed)])
    return codes(case, "personal_added")


def alter_customer(target: Target) -> Named:
    id_, wrapped = target.choose.choice(rows("SELECT id, wrapped FROM record_customer ORDER BY id"))
    other = next(bytes(row[1]) for row in rows("SELECT id, wrapped FROM record_customer ORDER BY id") if row[0] != id_)
    flipped = bytes(wrapped)[:-1] + bytes([bytes(wrapped)[-1] ^ 1])
    wrongs = [("wrapped", flipped), ("wrapped", other), ("wrapped", None)]
    column, value = target.choose.choice(
        [("name", target.word()), ("forgotten", "2026-10-12"), ("proof", "00"), *wrongs]
    )
    run(f"UPDATE record_customer SET {column} = %s WHERE id = %s", [value, id_])
    return codes("", "customer_altered")


def remove_customer(target: Target) -> Named:
    id_, case = target.choose.choice(rows("SELECT customer, id FROM record_case ORDER BY id"))
    run("DELETE FROM record_customer WHERE id = %s", [id_])
    return codes(case, "customer_missing")


def forge_forgetting(target: Target) -> Named:
    (id_,) = target.choose.choice(rows("SELECT id FROM record_customer ORDER BY id"))
    run("UPDATE record_customer SET wrapped = NULL, forgotten = '2026-10-12T09:00:00+08:00' WHERE id = %s", [id_])
    return codes("", "customer_altered")


def alter_seal(target: Target) -> Named:
    no, text = target.choose.choice(rows("SELECT no, text FROM record_seal ORDER BY no"))
    content = json.loads(text)
    content["heads"] = content["heads"][1:]
    altered = canonical(content)
    column, value = target.choose.choice(
        [("text", altered), ("hash", target.word()), ("signature", target.word(128)), ("text", "{}"), ("signature", "")]
    )
    run(f"UPDATE record_seal SET {column} = %s WHERE no = %s", [value, no])
    if target.choose.random() < 0.3:
        run("UPDATE record_seal SET text = %s, hash = %s WHERE no = %s", [altered, sha256(altered), no])
    return codes("", "seal_altered")


def renumber_seal(target: Target) -> Named:
    (no,) = target.choose.choice(rows("SELECT no FROM record_seal ORDER BY no"))
    run("UPDATE record_seal SET no = 1000 WHERE no = %s", [no])
    return codes("", "seal_missing")


def remove_seal(target: Target) -> Named:
    (no,) = target.choose.choice(rows("SELECT no FROM record_seal ORDER BY no"))
    run(f"DELETE FROM record_seal WHERE no {target.choose.choice(['=', '>='])} %s", [no])
    return codes("", "seal_missing")


def add_seal(target: Target) -> Named:
    no, text, hash_ = rows("SELECT no, text, hash FROM record_seal ORDER BY no DESC LIMIT 1")[0]
    forged = canonical({**json.loads(text), "no": no + 1, "prev": hash_})
    row = [no + 1, forged, sha256(forged), target.word(128)]
    run("INSERT INTO record_seal (no, text, hash, signature) VALUES (%s, %s, %s, %s)", row)
    return codes("", "seal_forged")


def some_file(target: Target) -> str:
    return str(target.choose.choice(rows("SELECT hash FROM record_file ORDER BY hash"))[0])


def alter_file(target: Target) -> Named:
    path = files.path(some_file(target))
    kept = path.read_bytes()
    target.undo.append(lambda: path.write_bytes(kept) and None)
    path.write_bytes(target.choose.choice([kept[:-1], kept + b"x", b"", bytes([kept[0] ^ 1]) + kept[1:]]))
    return codes("", "file_altered")


def remove_file(target: Target) -> Named:
    path = files.path(some_file(target))
    kept = path.read_bytes()
    target.undo.append(lambda: path.write_bytes(kept) and None)
    path.unlink()
    return codes("", "file_missing")


def alter_file_row(target: Target) -> Named:
    column, value = target.choose.choice(
        [("size", 1), ("media_type", "text/html"), ("have", 0), ("complete", False), ("sealed", False)]
    )
    run(f"UPDATE record_file SET {column} = %s WHERE hash = %s", [value, some_file(target)])
    return codes("", "file_row")


def remove_file_row(target: Target) -> Named:
    run("DELETE FROM record_file WHERE hash = %s", [some_file(target)])
    return codes("", "file_gone")


KINDS: tuple[Callable[[Target], Named], ...] = (
    alter_text, spoil_text, alter_text_and_hash, alter_hash, alter_column, alter_content, alter_number,
    move_to_another_case, move_to_no_case, swap_places_in_feed, remove, remove_and_rechain, cut_tail, add,
    add_to_no_case, reorder, rehash, remove_case, remove_acts_of_case, remove_head, alter_head, give_case_to_another_customer,
    alter_personal, remove_personal, swap_personal,
    move_personal_to_customer, add_personal, alter_customer, remove_customer, forge_forgetting, alter_seal,
    renumber_seal, remove_seal, add_seal, alter_file, remove_file, alter_file_row, remove_file_row,
)  # fmt: skip
