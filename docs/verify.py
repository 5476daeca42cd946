#!/usr/bin/env python3
"""A second check of a dossier that was handed over, which shares no line with the first.

    python3 verify.py DOSSIER.json

It needs nothing but Python. It looks at the hash of every sheet, at the chain of the
events, and at the road from each event to the root that the checkpoint names. It does
not check the signature under the checkpoint, and does not open sheets: hold the second
and third line of the checkpoint against one that you got earlier, and let
"wederhoor verify --dossier" do the rest. The format is in docs/event-log.md.
"""
import base64
import hashlib
import json
import sys

SHEETS = ("meta", "case", "identity")


def sha(data):
    return hashlib.sha256(data).digest()


def raw(text):
    return base64.b64decode(text) if text else b""


def leaf(prev, dossier, seq, hashes):
    name = dossier.encode()
    parts = [b"wh1e", prev, len(name).to_bytes(4, "big"), name, seq.to_bytes(8, "big")]
    return sha(b"".join(parts + [h or bytes(32) for h in hashes]))


def root_of(path, place, size, here):
    """The root that follows from a leaf, its place (from 0) and its path (RFC 6962)."""
    path = list(path)
    index, last, node = place, size - 1, sha(b"\x00" + here)
    for sibling in path:
        if last == 0:
            raise ValueError("the path is too long")
        if index % 2 or index == last:
            node = sha(b"\x01" + sibling + node)
            while index % 2 == 0 and index:
                index //= 2
                last //= 2
        else:
            node = sha(b"\x01" + node + sibling)
        index //= 2
        last //= 2
    if last:
        raise ValueError("the path is too short")
    return node


def check(d):
    if d["format"] != "wederhoor dossier 1":
        return "this is no dossier of wederhoor"
    lines = d["checkpoint"].split("\n")
    if lines[0] != "wederhoor/" + d["organisation"]:
        return "the checkpoint is of another organisation"
    size, root, prev = int(lines[1]), raw(lines[2]), b""
    if not d["events"]:
        return "there is no event in it"
    for number, e in enumerate(d["events"], 1):
        where = "event %d: " % number
        if e["seq"] != number:
            return where + "another one should come here"
        hashes = [raw(h) for h in e["hash"]]
        for name, sealed, h in zip(SHEETS, e["sealed"], hashes):
            if sealed and sha(raw(sealed)) != h:
                return where + "the %s sheet is not what its hash says" % name
        here = leaf(prev, d["dossier"], number, hashes)
        if here != raw(e["leaf"]):
            return where + "it does not follow from the event before it"
        try:
            if not 1 <= e["pos"] <= size or root_of([raw(p) for p in e["path"]], e["pos"] - 1, size, here) != root:
                return where + "it is not in the log that the checkpoint is about"
        except ValueError as why:
            return where + str(why)
        prev = here
    return None


def made_unreadable(d):
    """What the events say was made unreadable; nobody can say what it was."""
    for e in d["events"]:
        says = json.loads(e["says"][0]) if e["says"][0] else {}
        if says.get("k") == "redacted":
            x = says.get("f", {})
            yield "event %d: made unreadable: %s" % (e["seq"], "a file" if x.get("File") else "a passage, in %d places" % x.get("Places", 0))


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        dossier = json.load(file)
    wrong = check(dossier)
    if wrong:
        sys.exit("NOT IN ORDER: " + wrong)
    for line in made_unreadable(dossier):
        print(line)
    print("in order, as far as this looks: signature and words are for wederhoor verify")
