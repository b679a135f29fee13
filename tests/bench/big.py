"""Large sessions for the benchmarks: kota-contoh with its programs and SWOT entries repeated under new ids.

python tests/bench/big.py 1000 > /tmp/besar.toml     1,000 programs and 1,000 SWOT entries
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sessions" / "kota-contoh.toml"
PREFIXES = {"program": "pr", "swot": "sw"}

_BLOCK = re.compile(
    r"^# (?P<id>[a-z]{2}-[0-9a-z]{8})\n\[\[(?P<table>\w+)\]\]\n(?:.*\n)*?added = .*\n", re.MULTILINE
)
_TEXT = re.compile(r'^(?P<key>name|text) = "(?!"")', re.MULTILINE)


def session(programs: int, swot: int) -> str:
    """The text of kota-contoh with so many programs and SWOT entries; fewer than it has are left out."""
    source = SAMPLE.read_text(encoding="utf-8")
    blocks: dict[str, list[re.Match[str]]] = {"program": [], "swot": []}
    for found in _BLOCK.finditer(source):
        if found["table"] in blocks:
            blocks[found["table"]].append(found)
    for table, wanted in sorted(
        (("program", programs), ("swot", swot)), key=lambda one: -blocks[one[0]][0].start()
    ):
        known = blocks[table]
        start, end = known[0].start(), known[-1].end()
        made = [found[0] for found in known[:wanted]]
        made += [_copied(known[n % len(known)], table, n) for n in range(len(known), wanted)]
        source = source[:start] + "\n".join(made) + source[end:]
    return source


def _copied(found: re.Match[str], table: str, number: int) -> str:
    """A block under a new id and with another text."""
    text = found[0].replace(found["id"], f"{PREFIXES[table]}-{number:08d}")
    text = re.sub(r"^merged_into = .*\n", "", text, flags=re.MULTILINE)
    return _TEXT.sub(lambda match: f'{match["key"]} = "{number} ', text, count=1)


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    sys.stdout.write(session(count, count))
