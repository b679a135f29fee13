"""`bimtek schema` in the hands of a TOML language server: taplo takes what we take and names what we name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
from conftest import Run

from bimtek_tui import resources

TAPLO = shutil.which(
    "taplo", path=os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
)
pytestmark = pytest.mark.skipif(
    TAPLO is None, reason="taplo is not installed; “pip install taplo” brings it where it has a wheel"
)
SAMPLES = sorted(resources.folder("sessions").glob("*.toml"))


@pytest.fixture
def schema(bimtek: Run, tmp_path: Path) -> Path:
    """The schema as the command prints it."""
    file = tmp_path / "session.schema.json"
    file.write_text(bimtek("schema").stdout, encoding="utf-8")
    return file


def taplo(schema: Path, *files: Path) -> subprocess.CompletedProcess[str]:
    """Check files against the schema, without catalogues from the net and without anybody's configuration."""
    words = ["check", "--no-auto-config", "--colors", "never", "--schema", schema.as_uri(), *map(str, files)]
    return subprocess.run(
        [str(TAPLO), *words], capture_output=True, encoding="utf-8", timeout=120, cwd=schema.parent
    )


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_is_accepted(schema: Path, tmp_path: Path, sample: Path) -> None:
    done = taplo(schema, Path(shutil.copy(sample, tmp_path)))
    assert done.returncode == 0, done.stderr
    assert "total=1" in done.stderr  # it has looked at the file


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('quadrant = "strength"', 'quadrant = "strenght"', "strenght"),
        ('horizon = "short"\n', "", "horizon"),
        ('kind = "kota"\n', "", "kind"),
        ("rating = 4", "rating = 5", "5"),
        ("schema_version = 1", 'schema_version = "1"', "integer"),
        ("budget_idr = ", "budget_idr = -", "-"),
        ("[[swot]]", "[[swot]]\nid = 5\nquadrant = 'threat'\ntext = 'x'\n\n[[swot]]", "string"),
    ],
)
def test_what_does_not_fit_is_named(schema: Path, tmp_path: Path, old: str, new: str, said: str) -> None:
    text = resources.sample_session("kota-contoh").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "buruk.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    done = taplo(schema, file)
    assert done.returncode == 1
    assert said in done.stderr


def test_an_unknown_key_is_kept_and_no_mistake(schema: Path, tmp_path: Path) -> None:
    text = resources.sample_session("kota-contoh").read_text(encoding="utf-8")
    file = tmp_path / "tambah.toml"
    file.write_text(
        text.replace("[city]", '[city]\njulukan = "x"', 1) + "\n[lain]\nx = 1\n", encoding="utf-8"
    )
    assert taplo(schema, file).returncode == 0
