"""Exports: a case file that a short script verifies without the house, and a whole installation moved between databases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from doorstep.record import files, keys, trust, verify_case_file
from doorstep.record.export import export_all, export_case
from doorstep.record.exported import NotAnExport, check
from doorstep.record.faults import Refused
from doorstep.record.importing import import_all
from doorstep.record.reading import read
from doorstep.record.readmodels import update
from doorstep.record.receipts import Receipt, public_key
from doorstep.record.seal import copy_path, seal_changes
from doorstep.record.sql import rows, run
from doorstep.record.verify import verify
from tests.record.acts import accepted, call, entries_of, histories, opening
from tests.record.conftest import Another
from tests.record.stores import Store

SCRIPT = Path(verify_case_file.__file__)
CONTENT = b"\xff\xd8 cabinet " * 60
PHOTO = sha256(CONTENT).hexdigest()


@pytest.fixture
def receipts(store: Store) -> list[Receipt]:
    """Case a with a photo and an act newer than its seal; case b a recorded history."""
    files.start(PHOTO, len(CONTENT), "image/jpeg")
    files.chunk(PHOTO, 0, CONTENT)
    attached = call("a", "photo", act="file.attached", data={"name": "机柜.jpg"}, personal={"file": PHOTO})
    taken = accepted([opening("a"), call("a", "k"), attached], then=update)
    taken += accepted(list(entries_of(histories()[0], "b")), then=update)
    seal_changes()
    return taken + accepted([call("a", "newer")], then=update)


def run_script(path: Path, *keys_: str, bare: bool = False) -> subprocess.CompletedProcess[str]:
    flags = ["-I", "-S"] if bare else ["-I"]
    command = [sys.executable, *flags, str(SCRIPT), str(path), *keys_]
    environment = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_script_has_at_most_a_hundred_lines_and_needs_only_python() -> None:
    source = SCRIPT.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 100
    imports = {line.split()[1] for line in source.splitlines() if line.startswith(("import", "from"))}
    assert imports <= set(sys.stdlib_module_names)


def test_the_script_verifies_a_case_file(receipts: list[Receipt], tmp_path: Path) -> None:
    export_case("a", tmp_path / "a.zip")
    for ended in (run_script(tmp_path / "a.zip", bare=True), run_script(tmp_path / "a.zip", public_key())):
        assert (ended.returncode, ended.stdout, ended.stderr) == (
            0,
            "verified: nothing is wrong · 已核验：没有问题\n",
            "",
        )
    stranger = run_script(tmp_path / "a.zip", "00" * 32)
    assert stranger.returncode == 1
    assert "not signed with the key" in stranger.stdout


def test_a_case_file_holds_acts_files_clauses_and_verdicts(receipts: list[Receipt], tmp_path: Path) -> None:
    export_case("b", tmp_path / "b.zip")
    export_case("a", tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as pack:
        verdicts = json.loads(pack.read("verdicts.json"))
        assert verdicts["number"] == "GD-b"
        clause = verdicts["standards"]["hotel-iptv"]["clauses"]["hotel-iptv/1.2"]
        assert clause["verdict"] == histories()[0]["verdicts"]["hotel-iptv/1.2"] == "breached"
        assert clause["findings"][0]["sentences"]["zh"]
        assert [name for name in pack.namelist() if name.startswith("standards/hotel-iptv-")]
        assert "工单档案" in pack.read("README.txt").decode()
    with zipfile.ZipFile(tmp_path / "a.zip") as pack:
        assert pack.read(f"files/{PHOTO}") == CONTENT
        texts = pack.read("acts.jsonl").decode().splitlines()
        assert [sha256(text.encode()).hexdigest() for text in texts] == [
            one.hash for one in receipts if one.case == "a"
        ]
        assert [json.loads(json.loads(line)["personal"]) for line in pack.read("personal.jsonl").splitlines()] == [
            {"phone": "0571-80000010"},
            {"file": PHOTO},
            {"phone": "0571-80000010"},
        ]


def test_what_the_exporter_may_not_read_is_not_in_it(receipts: list[Receipt], tmp_path: Path) -> None:
    export_case("a", tmp_path / "a.zip", may_read=lambda act: act.envelope.act != "customer_called")
    export_case("a", tmp_path / "bare.zip", may_read=lambda act: False)
    with zipfile.ZipFile(tmp_path / "a.zip") as some, zipfile.ZipFile(tmp_path / "bare.zip") as bare:
        assert f"files/{PHOTO}" in some.namelist()
        assert f"files/{PHOTO}" not in bare.namelist()
        for pack in (some, bare):
            assert all(b"0571-80000010" not in pack.read(name) for name in pack.namelist())
            assert b"sentences" not in pack.read("verdicts.json")
    assert run_script(tmp_path / "bare.zip").returncode == 0


def test_the_case_file_of_a_forgotten_customer_verifies(receipts: list[Receipt], tmp_path: Path) -> None:
    keys.forget(rows("SELECT customer FROM record_case WHERE id = 'a'")[0][0])
    export_case("a", tmp_path / "a.zip")
    assert run_script(tmp_path / "a.zip").returncode == 0
    with zipfile.ZipFile(tmp_path / "a.zip") as pack:
        assert pack.read("personal.jsonl") == b""


def test_there_is_no_case_file_of_no_case(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no case nowhere"):
        export_case("nowhere", tmp_path / "x.zip")
    assert list(tmp_path.glob("*.zip")) == []


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The pack with other parts, and a manifest that a forger signed with a key of his own."""
    with zipfile.ZipFile(path) as pack:
        parts = {name: pack.read(name) for name in pack.namelist()}
    change(parts)
    manifest = json.loads(parts.pop("manifest.json"))["manifest"]
    del parts["manifest.sig"]
    manifest["entries"] = {name: sha256(content).hexdigest() for name, content in parts.items()}
    texts = parts["acts.jsonl"].split(b"\n")[:-1]
    manifest |= {"head": sha256(texts[-1]).hexdigest(), "count": len(texts)}
    text = json.dumps({"manifest": manifest})
    forger = Ed25519PrivateKey.from_private_bytes(b"f" * 32)
    parts |= {"manifest.json": text.encode(), "manifest.sig": forger.sign(text.encode()).hex().encode()}
    parts["public_key.txt"] += forger.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex().encode()
    manifest["entries"]["public_key.txt"] = sha256(parts["public_key.txt"]).hexdigest()
    parts["manifest.json"] = json.dumps({"manifest": manifest}).encode()
    parts["manifest.sig"] = forger.sign(parts["manifest.json"]).hex().encode()
    other = path.with_name("forged.zip")
    with zipfile.ZipFile(other, "w") as pack:
        for name, content in parts.items():
            pack.writestr(name, content)
    return other


def line_changed(name: str, number: int, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        lines = parts[name].splitlines(keepends=True)
        assert old in lines[number]
        lines[number] = lines[number].replace(old, new)
        parts[name] = b"".join(lines)

    return change


def without_line(name: str, number: int) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        lines = parts[name].splitlines(keepends=True)
        parts[name] = b"".join(lines[:number] + lines[number + 1 :])

    return change


def other_photo(parts: dict[str, bytes]) -> None:
    parts[f"files/{PHOTO}"] = b"another"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (
            line_changed("acts.jsonl", 1, "高总".encode(), "王总".encode()),
            ["act 2: no good receipt", "act 3: does not follow"],
        ),
        (line_changed("acts.jsonl", 3, b"booking", b"nothing"), ["act 4: no good receipt"]),
        (without_line("acts.jsonl", 1), ["act 2: does not follow"]),
        (without_line("acts.jsonl", 3), []),  # cut to what the seal confirms: only the true signer's manifest tells
        (without_line("receipts.jsonl", 0), ["act 1: no good receipt"]),
        (line_changed("receipts.jsonl", 0, b'"no\\":1', b'"no\\":2'), ["act 1: no good receipt"]),
        (line_changed("personal.jsonl", 0, b"80000010", b"80000011"), ["other personal fields"]),
        (line_changed("seals.jsonl", 0, b'\\"no\\":1', b'\\"no\\":7'), ["the seal does not confirm"]),
        (other_photo, [f"files/{PHOTO}: altered"]),
        (line_changed("verdicts.json", 0, b"met", b"mot"), []),  # not signed by itself: the manifest's key tells
    ],
)
def test_a_forged_case_file_is_found(
    receipts: list[Receipt], tmp_path: Path, change: Callable[[dict[str, bytes]], None], named: list[str]
) -> None:
    export_case("a", tmp_path / "a.zip")
    forged = rewritten(tmp_path / "a.zip", change)
    ended = run_script(forged, public_key())
    assert ended.returncode == 1, ended.stderr
    assert "manifest.json: not signed with the key" in ended.stdout
    inside = run_script(forged).stdout  # with the forger's own key beside the true one
    assert [name for name in named if name not in inside] == []


def test_a_part_altered_added_or_taken_away_is_found(receipts: list[Receipt], tmp_path: Path) -> None:
    export_case("a", tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip", "a") as pack:
        pack.writestr("files/more", b"x")
    assert any("parts were added" in line for line in check(tmp_path / "a.zip"))
    with pytest.raises(NotAnExport):
        check(SCRIPT)


def heads() -> list[tuple[object, ...]]:
    return sorted(rows("SELECT id, head, count FROM record_case"))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("with_keys", [True, False])
def test_an_installation_is_moved_with_the_same_heads(
    receipts: list[Receipt], store: Store, another: Another, kind: str, with_keys: bool, tmp_path: Path
) -> None:
    other = another(kind)
    store.use()
    before = heads(), rows("SELECT seq, id, hash FROM record_act ORDER BY seq"), read("a")[1].personal
    lists = sorted(rows("SELECT * FROM record_caserow")), sorted(rows("SELECT * FROM record_dutyrow"))
    seals, old_key = copy_path().read_bytes(), public_key()
    export_all(tmp_path / "all.zip", with_keys=with_keys)
    assert check(tmp_path / "all.zip") == []
    other.use()
    assert public_key() != old_key  # the new installation has made a key of its own
    done = import_all(tmp_path / "all.zip")
    assert (done.tables["record_act"], done.files, done.keys_open) == (len(receipts), 1, with_keys)
    assert (heads(), rows("SELECT seq, id, hash FROM record_act ORDER BY seq")) == before[:2]
    assert (sorted(rows("SELECT * FROM record_caserow")), sorted(rows("SELECT * FROM record_dutyrow"))) == lists
    assert copy_path().read_bytes() == seals
    assert (public_key() == old_key) is with_keys
    assert old_key in trust.public_keys()
    assert [fault.code for fault in verify(receipts=receipts)] == ([] if with_keys else ["master_key"])
    if not with_keys:
        for name in ("master", "sealing"):
            (other.home / "keys" / f"{name}.key").write_bytes((store.home / "keys" / f"{name}.key").read_bytes())
        other.use()
    assert verify(receipts=receipts) == []
    assert read("a")[1].personal == before[2]
    more = accepted([call("a", "after"), call("a", "newer")], then=update)
    assert more[1] == receipts[-1]
    seal_changes()
    assert verify(receipts=more) == []


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_accounts_and_places_go_along_and_their_numbers_go_on(
    store: Store, another: Another, kind: str, tmp_path: Path
) -> None:
    from doorstep.people.accounts import create_account
    from doorstep.people.places import add_place
    from doorstep.record.export import tables

    add_place("lanjiang", "澜江通信", "Lanjiang", "company", by="root")
    add_place("linxi", "临汐", "Linxi", "city", parent="lanjiang", by="root")
    create_account("shenyizhou", "沈一舟", staff_number="4021", password="wang-chao-lu-19", by="root")

    def everything() -> dict[str, list[dict[str, object]]]:
        return {name: sorted(model.objects.values(), key=str) for name, model in tables().items()}

    before = everything()
    assert sum(map(len, before.values())) >= 5
    export_all(tmp_path / "all.zip", with_keys=True)
    another(kind).use()
    import_all(tmp_path / "all.zip")
    assert everything() == before
    add_place("tingzhou", "汀洲", "Tingzhou", "city", parent="lanjiang", by="root")
    create_account("fangsu", "方素", staff_number="3007", password="wang-chao-lu-19", by="root")


def test_one_data_folder_may_change_its_database(
    receipts: list[Receipt], store: Store, another: Another, tmp_path: Path
) -> None:
    export_all(tmp_path / "all.zip")
    other = another("postgresql" if store.kind == "sqlite" else "sqlite")
    Store(other.kind, store.home, other.url).use()
    assert import_all(tmp_path / "all.zip").keys_open
    assert verify(receipts=receipts) == []


def test_nothing_is_imported_over_something(receipts: list[Receipt], store: Store, tmp_path: Path) -> None:
    export_all(tmp_path / "all.zip")
    with pytest.raises(Refused) as refused:
        import_all(tmp_path / "all.zip")
    assert refused.value.code == "import.not_empty"


@pytest.mark.parametrize(
    ("change", "code"), [("part", "import.altered"), ("kind", "import.not_export"), ("zip", "import.not_export")]
)
def test_what_is_no_good_export_leaves_nothing(
    receipts: list[Receipt], another: Another, store: Store, change: str, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "all.zip"
    export_case("a", path) if change == "kind" else export_all(path)
    if change == "zip":
        path.write_bytes(path.read_bytes()[:-30])
    if change == "part":
        with zipfile.ZipFile(path) as pack:
            parts = {name: pack.read(name) for name in pack.namelist()}
        parts["tables/record_act.jsonl"] = parts["tables/record_act.jsonl"].replace(b"booking", b"nothing")
        with zipfile.ZipFile(path, "w") as pack:
            for name, content in parts.items():
                pack.writestr(name, content)
        assert check(path) == ["tables/record_act.jsonl: altered"]
    another(store.kind).use()
    with pytest.raises(Refused) as refused:
        import_all(path)
    assert refused.value.code == code
    assert rows("SELECT count(*) FROM record_act") == [(0,)]


def test_what_was_tampered_with_is_exported_as_it_is_and_still_named(
    receipts: list[Receipt], another: Another, store: Store, tmp_path: Path
) -> None:
    run("UPDATE record_case SET head = %s WHERE id = 'a'", ["0" * 64])
    export_all(tmp_path / "all.zip", with_keys=True)
    assert check(tmp_path / "all.zip") == ["case a: does not end where its row says"]
    another("sqlite").use()
    import_all(tmp_path / "all.zip")
    assert {fault.code for fault in verify()} == {"head_altered"}
