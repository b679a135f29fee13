"""Templates of one's own, as people use them: copied, changed, named, and told when they don't fit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Run

from bimtek_tui import resources
from bimtek_tui.cli.templates import EXAMPLE
from bimtek_tui.errors import UnreadableFile
from bimtek_tui.model import method

BOOK_1 = "buku-1-analisis-strategis.md.j2"
OWN = f'{{% extends "shipped/{BOOK_1}" %}}\n{{% block vision %}}\n### Visi kami\n\n{{{{ super() }}}}\n{{% endblock %}}\n'


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with one template that replaces one block."""
    folder = tmp_path / "kami"
    folder.mkdir()
    (folder / BOOK_1).write_text(OWN, encoding="utf-8")
    return folder


@pytest.mark.slow
def test_the_copy_is_all_that_is_shipped_and_makes_the_same_books(
    bimtek: Run, sample: Path, tmp_path: Path
) -> None:
    assert bimtek("templates", "copy", "kami").returncode == 0
    shipped = resources.templates()
    names = {one.relative_to(shipped) for one in shipped.rglob("*") if one.is_file()}
    assert {
        one.relative_to(tmp_path / "kami") for one in (tmp_path / "kami").rglob("*") if one.is_file()
    } == {
        *names,
        Path("README.md"),
    }
    for name in names:
        assert (tmp_path / "kami" / name).read_bytes() == (shipped / name).read_bytes()
    assert bimtek("render", sample, "--out", "a").returncode == 0
    assert bimtek("render", sample, "--out", "b", "--templates", "kami").returncode == 0
    made = [
        {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*.*")}
        for folder in (tmp_path / "a", tmp_path / "b")
    ]
    assert made[0] == made[1]


def test_files_that_are_there_are_kept_and_named(bimtek: Run, tmp_path: Path, own: Path) -> None:
    done = bimtek("templates", "copy", "kami")
    assert done.returncode == 2
    assert BOOK_1 in done.stderr
    assert "--force" in done.stderr
    assert [one.name for one in own.iterdir()] == [BOOK_1]
    assert bimtek("templates", "copy", "kami", "--force").returncode == 0
    assert (own / BOOK_1).read_bytes() == (resources.templates() / BOOK_1).read_bytes()


@pytest.mark.slow
def test_the_example_beside_the_copy_replaces_one_block(bimtek: Run, sample: Path, own: Path) -> None:
    bimtek("templates", "copy", "salinan")
    readme = (own.parent / "salinan" / "README.md").read_text(encoding="utf-8")
    assert EXAMPLE in readme
    assert len(EXAMPLE.splitlines()) <= 10
    (own / BOOK_1).write_text(EXAMPLE, encoding="utf-8")
    bimtek("render", sample, "--out", "a")
    done = bimtek("render", sample, "--out", "b", "--templates", "kami")
    assert done.returncode == 0, done.stderr
    before, after = (
        (own.parent / out / BOOK_1.removesuffix(".j2")).read_text(encoding="utf-8").splitlines()
        for out in "ab"
    )
    gone, new = set(before) - set(after), set(after) - set(before)
    assert "Visi berikut disepakati dalam bimtek tahap pertama." in new
    assert len(gone) < 8
    assert len(new) < 8


@pytest.mark.slow
def test_they_are_used_where_they_are_named_and_nowhere_else(bimtek: Run, sample: Path, own: Path) -> None:
    assert bimtek("render", sample, "--out", "a", "--templates", own).returncode == 0
    assert "### 6.1 Visi kami\n" in (own.parent / "a" / "buku-1-analisis-strategis.md").read_text(
        encoding="utf-8"
    )
    for place in (sample.parent, sample.parent / "templates"):
        (place / "methods").mkdir(parents=True)
        (place / "methods" / "kominfo-1.toml").write_text("rusak", encoding="utf-8")
        (place / BOOK_1).write_text("{{ rusak }}", encoding="utf-8")
    assert bimtek("render", sample, "--out", "b").returncode == 0
    assert bimtek("status", sample).returncode == 0
    assert bimtek("check", sample).returncode == 0


@pytest.mark.parametrize("command", ["render", "status", "check", "figures"])
@pytest.mark.slow
def test_a_method_of_the_folder_goes_before_the_shipped_one(
    bimtek: Run, sample: Path, own: Path, command: str
) -> None:
    file = own / "methods" / "kominfo-1.toml"
    file.parent.mkdir()
    shipped = resources.method_file("kominfo-1").read_text(encoding="utf-8")
    ours = shipped.replace("Pendampingan Kominfo", "Cara Kami").replace("Tata Kelola Cerdas", "Tata Kelola")
    file.write_text(ours, encoding="utf-8")
    done = bimtek(command, sample, "--templates", own, env={"BIMTEK_LANG": "id"})
    assert done.returncode == (command == "check"), done.stderr  # another method than when it was signed
    assert "unknown-method" not in done.stdout
    if command == "status":
        assert "Cara Kami" in done.stdout
    file.write_text(shipped.replace("[[stage]]", "[[stoge]]"), encoding="utf-8")
    broken = bimtek(command, sample, "--templates", own)
    assert broken.returncode in (1, 2)
    assert "kominfo-1.toml" in broken.stdout + broken.stderr
    assert "Traceback" not in broken.stderr


@pytest.mark.parametrize("command", ["render", "status", "check", "figures", "open"])
def test_a_folder_that_is_none_or_has_nothing_is_told(
    bimtek: Run, sample: Path, tmp_path: Path, command: str
) -> None:
    (tmp_path / "kosong").mkdir()
    for folder in ("kosong", "hilang", sample.name):
        done = bimtek(command, sample, "--templates", folder)
        assert done.returncode == 2
        assert folder in done.stderr
        assert "bimtek templates copy" in done.stderr
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
def test_nothing_is_written_where_a_template_does_not_fit(bimtek: Run, sample: Path, own: Path) -> None:
    (own / "buku-4-peta-jalan.md.j2").write_text("# J\n\n{{ city.naem }}\n", encoding="utf-8")
    done = bimtek("render", sample, "--out", "a", "--templates", own)
    assert done.returncode == 2
    assert (
        "buku-4-peta-jalan.md.j2 line 3: there is no “city.naem” (did you mean “city.name”?)" in done.stderr
    )
    assert len(done.stderr.splitlines()) == 1
    assert not (own.parent / "a").exists()


def test_the_reference_is_printed_or_written_and_never_over_a_file(bimtek: Run, tmp_path: Path) -> None:
    printed = bimtek("templates", "reference").stdout
    assert "| `city` | entry of `city` | Kota Contoh |" in printed
    assert bimtek("templates", "reference", "--out", "acuan.md").returncode == 0
    assert (tmp_path / "acuan.md").read_text(encoding="utf-8") == printed
    (tmp_path / "acuan.md").write_text("milik saya", encoding="utf-8")
    assert bimtek("templates", "reference", "--out", "acuan.md").returncode == 2
    assert (tmp_path / "acuan.md").read_text(encoding="utf-8") == "milik saya"


# Methods of others ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("schema_version = 1", "schema_version = 9", "schema_version is 9"),
        ('id = "kominfo-1"', 'id = "lain"', "its id is “lain”"),
        ('id = "branding"', 'id = "governance"', "“governance” is there twice"),
        ('id = "branding"', 'id = "a b"', "“a b” in .* is no id"),
        ('panel = "swot"', 'panel = "swat"', "panel “swat”"),
        (BOOK_1, "../../keluar.md.j2", "no name of a template"),
        ('day_start = "08:30"', 'day_start = "pagi"', "no time of day"),
        ('day_start = "08:30"', "day_start = 8", "day_start"),
        ('name = "Pendampingan', 'nama = "Pendampingan', "name"),
    ],
)
def test_a_method_that_this_program_can_not_work_with_is_told(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    (tmp_path / "methods").mkdir()
    file = tmp_path / "methods" / "kominfo-1.toml"
    source = resources.method_file("kominfo-1").read_text(encoding="utf-8")
    assert old in source
    file.write_text(source.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UnreadableFile, match=reason) as caught:
        method.load("kominfo-1", tmp_path)
    assert str(file) in str(caught.value)
    assert re.search("templates", str(caught.value))


def test_a_method_of_others_shows_a_terminal_nothing_that_it_obeys(tmp_path: Path) -> None:
    (tmp_path / "methods").mkdir()
    source = resources.method_file("kominfo-1").read_text(encoding="utf-8")
    changed = source.replace('name = "Pendampingan', 'name = "\\u001b]0;x\\u0007\\u202ePendampingan', 1)
    (tmp_path / "methods" / "kominfo-1.toml").write_text(changed, encoding="utf-8")
    assert method.load("kominfo-1", tmp_path).name == method.load("kominfo-1").name
    assert method.load("kominfo-1", tmp_path / "lain") == method.load("kominfo-1")


def test_a_method_that_links_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "kami" / "methods").mkdir(parents=True)
    outside = tmp_path / "rahasia.toml"
    outside.write_text("rahasia = 1", encoding="utf-8")
    try:
        (tmp_path / "kami" / "methods" / "kominfo-1.toml").symlink_to(outside)
    except OSError:
        pytest.skip("this person may not make links")
    with pytest.raises(UnreadableFile, match="no file of this folder"):
        method.load("kominfo-1", tmp_path / "kami")
