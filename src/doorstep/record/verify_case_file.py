"""Verifies a case file without Doorstep: python verify_case_file.py CASE.zip [PUBLIC KEY…]. Only Python itself is needed.

Exit code 0: everything that is signed or hashed fits together; 1: each line names one thing that does not.
"""

# mypy: allow-untyped-calls
import hashlib
import json
import sys
import zipfile

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
BASE = (4 * pow(5, P - 2, P) % P).to_bytes(32, "little")
Point = tuple[int, int, int, int]


def decode(data: bytes) -> Point:
    """The point that 32 bytes stand for."""
    y = int.from_bytes(data, "little") & (2**255 - 1)
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - xx) % P or y >= P:
        raise ValueError("no point")
    x = P - x if x & 1 != data[31] >> 7 else x
    return x, y, 1, x * y % P


def add(p: Point, q: Point) -> Point:
    """The sum of two points in extended coordinates."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    """A point added to itself so many times."""
    result = (0, 1, 1, 0)
    for bit in bin(number)[2:]:
        result = add(add(result, result), point if bit == "1" else (0, 1, 1, 0))
    return result


def signed(text: bytes, signature: str, key: str) -> bool:
    """Whether an Ed25519 signature (hexadecimal, as the key) is one of this text."""
    try:
        sig, raw = bytes.fromhex(signature), bytes.fromhex(key)
        s = int.from_bytes(sig[32:], "little")
        if len(sig) != 64 or len(raw) != 32 or s >= ORDER:
            return False
        h = int.from_bytes(hashlib.sha512(sig[:32] + raw + text).digest(), "little") % ORDER
        p, q = times(s, decode(BASE)), add(decode(sig[:32]), times(h, decode(raw)))
        return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0
    except ValueError:
        return False


def check(path: str, *given: str) -> list[str]:
    """What is wrong with a case file, one sentence each."""
    pack = zipfile.ZipFile(path)
    keys = given or pack.read("public_key.txt").decode().split()
    sha = lambda data: hashlib.sha256(data).hexdigest()  # noqa: E731
    good = lambda text, signature: any(signed(text, signature, one) for one in keys)  # noqa: E731
    lines = lambda name: [json.loads(line) for line in pack.read(name).splitlines()]  # noqa: E731
    manifest = json.loads(text := pack.read("manifest.json"))["manifest"]
    wrong = [] if good(text, pack.read("manifest.sig").decode()) else ["manifest.json: not signed with the key"]
    names = sorted(set(pack.namelist()) - {"manifest.json", "manifest.sig"})
    if names != sorted(manifest["entries"]) or len(pack.namelist()) != len(names) + 2:
        wrong.append("parts were added or are missing: " + str(set(names) ^ set(manifest["entries"])))
    wrong += [f"{name}: altered" for name in names if sha(pack.read(name)) != manifest["entries"].get(name)]
    wrong += [f"{name}: altered" for name in names if name.startswith("files/") and sha(pack.read(name)) != name[6:]]
    texts = pack.read("acts.jsonl").split(b"\n")[:-1]
    acts, heads = list(map(json.loads, texts)), ["0" * 64, *map(sha, texts)]
    for no, act in enumerate(acts, 1):
        if (act["no"], act["prev"], act["case"]) != (no, heads[no - 1], manifest["case"]):
            wrong.append(f"act {no}: does not follow on the act before")
    if (manifest["head"], manifest["count"]) != (heads[-1], len(acts)):
        wrong.append("acts.jsonl: does not end where the manifest says")
    commitments = {act["id"]: act["personal"] for act in acts}
    for one in lines("personal.jsonl"):
        if sha(bytes.fromhex(one["salt"]) + one["personal"].encode()) != commitments.get(one["act"]):
            wrong.append(f"act {one['act']}: other personal fields than it was accepted with")
    known = [one["text"] for one in lines("receipts.jsonl") if good(one["text"].encode(), one["signature"])]
    receipts = {json.loads(text)["receipt"]["hash"] for text in known}
    wrong += [f"act {no}: no good receipt" for no in range(1, len(heads)) if heads[no] not in receipts]
    for seal in lines("seals.jsonl"):
        told = {head[0]: head for head in json.loads(seal["text"])["heads"]}.get(manifest["case"], ["", "", 0])
        if not good(seal["text"].encode(), seal["signature"]) or heads[told[2] :][:1] != [told[1]]:
            wrong.append("the seal does not confirm these acts")
    return wrong


if __name__ == "__main__":
    found = check(*sys.argv[1:])
    print("\n".join(found) or "verified: nothing is wrong · 已核验：没有问题")  # noqa: T201
    sys.exit(bool(found))
