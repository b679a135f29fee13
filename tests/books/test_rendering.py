"""Rendering: the same bytes everywhere, faults of templates with their place, nothing raw within reach."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from bimtek_tui.books import rendering
from bimtek_tui.books.rendering import render
from bimtek_tui.errors import BimtekError, TemplateFault
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

PRINT_DIGESTS = """
import hashlib
from bimtek_tui import resources, store
from bimtek_tui.model import method
from bimtek_tui.books.rendering import render
kominfo = method.load("kominfo-1")
for slug in ("kota-contoh", "dumai-2022"):
    session = store.load(resources.sample_session(slug)).session
    for book in kominfo.books:
        print(slug, book, hashlib.sha256(render(session, kominfo, book).encode()).hexdigest())
"""


def with_template(kominfo: Method, folder: Path, source: str, name: str = "buatan.md.j2") -> Method:
    """The method with one book whose template is this source, in a folder of its own."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(source, encoding="utf-8")
    book = msgspec.structs.replace(kominfo.book[0], id="buatan", template=name)
    return msgspec.structs.replace(kominfo, book=(book,))


@pytest.fixture
def rendered(kominfo: Method, sample: Callable[[str], Session], tmp_path: Path) -> Callable[..., str]:
    """Renders a template of one's own with a sample session."""

    def go(source: str, slug: str = "kota-contoh") -> str:
        method = with_template(kominfo, tmp_path / "templates", source)
        return render(sample(slug), method, "buatan", tmp_path / "templates")

    return go


@pytest.mark.slow
def test_the_same_session_gives_the_same_bytes_on_every_machine() -> None:
    seen = set()
    for settings in (
        {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
        {"TZ": "Asia/Jayapura", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8", "BIMTEK_LANG": "en", "PYTHONHASHSEED": "4711"},
    ):
        done = subprocess.run(
            [sys.executable, "-c", PRINT_DIGESTS],
            env={**os.environ, **settings},
            cwd=Path(rendering.__file__).parents[2],
            capture_output=True,
            check=True,
        )
        seen.add(done.stdout)
    assert len(seen) == 1
    assert len(seen.pop().splitlines()) == 8


def test_an_unknown_book_is_refused_and_the_known_ones_are_named(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    with pytest.raises(BimtekError, match=r"buku-9.*buku-1, buku-2"):
        render(session_of(""), kominfo, "buku-9")


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        ("# Judul\n\n{{ city.tidak_ada }}\n", 3, "tidak_ada"),
        ("# Judul\n{{ tidak_ada }}\n", 2, "tidak_ada"),
        ("# Judul\n{% for x in programs %}\n", 2, "endfor"),
        ("# Judul\n\n\n{{ 1 / 0 }}\n", 4, "zero"),
        ("# Judul\n{{ programs.append(1) }}\n", 2, "append"),
        ("# Judul\n{{ ''.__class__.__mro__ }}\n", 2, "__class__"),
        ("# Judul\n{{ city._raw }}\n", 2, "_raw"),
        ("# Judul\n{{ programs[0].name|attr('_raw') }}\n", 2, "_raw"),
        ("# Judul\n{{ programs|map(attribute='name._raw')|join }}\n", 2, "_raw"),
        ("# Judul\n{{ '{0._raw}'.format(city.name) }}\n", 2, "_raw"),
        ("# Judul\n{{ range(10000000)|list }}\n", 2, "ange"),
        ("{% include 'hilang.md.j2' %}\n", 1, "hilang"),
        ("{% include '../../etc/passwd' %}\n", 1, "passwd"),
    ],
)
def test_a_fault_of_a_template_names_template_line_and_reason(
    rendered: Callable[..., str], source: str, line: int, reason: str
) -> None:
    with pytest.raises(TemplateFault) as caught:
        rendered(source)
    assert caught.value.line == line
    assert f"buatan.md.j2 line {line}" in str(caught.value)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_fault_in_a_shared_part_names_the_way_to_it(rendered: Callable[..., str]) -> None:
    with pytest.raises(TemplateFault, match=r"partials/macros\.md\.j2 line \d+, buatan\.md\.j2 line 2: "):
        rendered('{% import "partials/macros.md.j2" as m %}\n{{ m.tabel_jangka(1) }}\n')


def test_text_of_people_is_escaped_however_a_template_prints_it(
    kominfo: Method, session_of: Callable[[str], Session], tmp_path: Path
) -> None:
    session = session_of('city = {name = "[x](y) | {{ 7*7 }}", kind = "kota", province = "<b>"}')
    escaped = r"\[x\](y) \| \{\{ 7\*7 \}\}"
    for number, expression in enumerate(
        (
            "city.name",
            "city.name ~ ''",
            "city.name|string",
            "city.name|trim",
            "[city.name]|join",
            "'%s'|format(city.name)",
            "'{}'.format(city.name)",
            "[city.name][0]",
            "{'a': city.name}.a",
            "city.name.paragraphs",
        )
    ):
        method = with_template(
            kominfo, tmp_path / "templates", f"# J\n\n{{{{ {expression} }}}}\n", f"{number}.md.j2"
        )
        assert escaped in render(session, method, "buatan", tmp_path / "templates"), expression


def test_text_of_people_is_never_a_template(kominfo: Method, session_of: Callable[[str], Session]) -> None:
    session = session_of("""
        city = {name = "{% include 'methods/kominfo-1.toml' %}", kind = "kota", province = "{{ session }}"}
    """)
    assert r"\{% include 'methods/kominfo-1.toml' %\}, Provinsi \{\{ session \}\}" in render(
        session, kominfo, "buku-1"
    )


def test_a_template_in_a_folder_of_ones_own_goes_before_the_shipped_one(
    kominfo: Method, sample: Callable[[str], Session], tmp_path: Path
) -> None:
    (tmp_path / "buku-4-peta-jalan.md.j2").write_text("# Versi kami\n", encoding="utf-8")
    assert render(sample("batam-2022"), kominfo, "buku-4", tmp_path).startswith("# Versi kami\n")
    assert render(sample("batam-2022"), kominfo, "buku-4").startswith("# Buku 4 Peta Jalan\n")


def test_no_book_has_blank_lines_in_a_row_or_blanks_at_line_ends(city: Session, kominfo: Method) -> None:
    for book in kominfo.books:
        markdown = render(city, kominfo, book)
        assert "\n\n\n" not in markdown
        assert " \n" not in markdown
        assert markdown.endswith("\n")
        assert not markdown.endswith("\n\n")


def test_the_other_keys_of_an_entry_are_there_under_their_own_names(rendered: Callable[..., str]) -> None:
    found = rendered("# J\n\n{% for one in programs[:1] %}{{ one.start_year }} {{ one.votes }}{% endfor %}\n")
    assert "2026" in found
