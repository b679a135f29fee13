"""A file system that is really full: entries are taken in memory, it is said, and saved when there is room again.

What happens at every single write of it is in `test_faults`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from support import child_processes, layouts

SMALL = 'mount -t tmpfs -o size=128k,nr_inodes=100 none "$0" && exec "$@"'


@cache
def _own_mounts() -> tuple[str, ...]:
    """The words before a command that may mount a small file system of its own; none where that is not allowed."""
    for words in (("unshare", "-m"), ("unshare", "-rm")):
        if shutil.which("unshare") and not subprocess.call(
            [*words, "sh", "-c", SMALL, "/mnt", "true"], stderr=subprocess.DEVNULL
        ):
            return words
    return ()


FULL = """
import json, os, sys
from pathlib import Path
from bimtek_tui.errors import CannotSave
from bimtek_tui.workshop.workshop import open_workshop
small, file, content = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
file.parent.mkdir(exist_ok=True)
file.write_text(content, encoding="utf-8", newline="")
shop = open_workshop(file)
before = file.read_bytes()
ids, told = [shop.capture("swot", {"quadrant": "threat", "text": "Satu."})], {"said": [], "trouble": []}
filling = os.open(small / "isi", os.O_WRONLY | os.O_CREAT)
try:
    while True:
        os.write(filling, b"x" * 4096)
except OSError:
    pass
for number in range(30):  # more than the journal's last page takes
    ids.append(shop.capture("swot", {"quadrant": "threat", "text": f"Penuh {number}. " + "kata " * 60}))
    told["trouble"].append(shop.persistence.trouble)
    if number % 10 == 9:
        try:
            shop.save()
        except CannotSave as error:
            told["said"].append(str(error))
told |= {"risk": shop.persistence.at_risk, "kept": ids == list(shop.session.swot)[-len(ids):],
         "untouched": file.read_bytes() == before, "beside": sorted(os.listdir(file.parent))}
os.ftruncate(filling, 0)
shop.save()
told |= {"after": shop.persistence.trouble, "still at risk": shop.persistence.at_risk}
shop.close()
told["saved"] = all(f'id = "{one}"' in file.read_text(encoding="utf-8") for one in ids)
told["journals"] = os.listdir(Path(os.environ["BIMTEK_STATE"]) / "journal")
print(json.dumps(told), flush=True)
"""


@pytest.mark.parametrize("full", ["session", "state", "both"])
def test_on_a_disk_that_is_full_work_goes_on_and_is_saved_when_there_is_room(
    full: str, tmp_path: Path
) -> None:
    if not _own_mounts():
        pytest.skip("no small file system can be mounted here (unshare)")
    small = tmp_path / "kecil"
    small.mkdir()
    state = (tmp_path if full == "session" else small) / "state"
    file = (tmp_path if full == "state" else small) / "sesi" / "kota-uji.toml"
    run = subprocess.run(
        [*_own_mounts(), "sh", "-c", SMALL, small, sys.executable, "-c", FULL, small, file, layouts.PLAIN],
        env=os.environ | {"PYTHONPATH": str(child_processes.ROOT), "BIMTEK_STATE": str(state)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["kept"]
    assert told["saved"]
    assert (told["after"], told["still at risk"], told["journals"]) == ("", False, [])
    if full == "state":
        assert told["said"] == []
        assert any("kept in memory" in sentence for sentence in told["trouble"])
        assert not told["risk"]
    else:
        assert len(told["said"]) == 3
        assert all("make room" in sentence for sentence in told["said"])
        assert told["trouble"][-1]
        assert told["untouched"]
        assert told["risk"] == (full == "both")
        assert len(told["beside"]) == 3  # the file, its lock, its holder
