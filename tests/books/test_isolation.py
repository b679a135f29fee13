"""Hostile templates: they read nothing, import nothing and end in time, and what they cost is told in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bimtek_tui.books import isolation, sandbox
from bimtek_tui.books.rendering import render, write
from bimtek_tui.errors import BimtekError, TemplateFault
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

pytestmark = pytest.mark.slow

ROOT = Path(isolation.__file__).parents[2]
MB = 2**20


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test can wait for."""
    monkeypatch.setattr(isolation, "SECONDS", 1.5)
    monkeypatch.setattr(isolation, "MEMORY", 400 * MB)


@pytest.fixture
def ours(kominfo: Method) -> Method:
    """The method with one book from the template ``kami.md.j2``."""
    book = msgspec.structs.replace(kominfo.book[0], id="kami", template="kami.md.j2")
    return msgspec.structs.replace(kominfo, book=(book,))


@pytest.fixture
def made(ours: Method, tmp_path: Path) -> Callable[..., str]:
    """Renders this source as a book of one's own."""

    def go(source: str, session: Session | None = None) -> str:
        (tmp_path / "kami.md.j2").write_text(source, encoding="utf-8")
        return render(session or Session(), ours, "kami", tmp_path)

    return go


def refused(made: Callable[..., Any], source: str) -> str:
    """The sentence with which a template is refused; afterwards a harmless one is made as ever."""
    before = time.monotonic()
    with pytest.raises(TemplateFault) as caught:
        made(source)
    took = time.monotonic() - before
    assert took < 30
    assert "\n" not in str(caught.value)
    assert "kami.md.j2" in str(caught.value)
    assert made("# Judul\n").startswith("# Judul\n")
    return str(caught.value)


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'a' * 10**9 }}",
        "{{ 10**9 * 'a' }}",
        "{{ [0] * 10**9 }}",
        "{{ ('a',) * 10**9 }}",
        "{{ 9**(9**9) }}",
        "{{ 2**(10**7) }}",
    ],
)
def test_what_multiplies_into_something_huge_is_refused_with_its_line(
    made: Callable[..., str], source: str
) -> None:
    assert "kami.md.j2 line 1: " in refused(made, source)


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'a'.ljust(10**9) }}",
        "{{ 'a'|center(10**9) }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '{:>1000000000}'.format('a') }}",
        "{{ '%*d'|format(10**9, 1) }}",
        "{{ ('a' * 10**6).replace('a', 'b' * 10**6) }}",
        "{{ ['a' * 10**6] * 10**3 | join('b' * 10**6) }}",
        "{{ 'a\\n'|indent(10**9, true) }}",
        "{{ '\\t'.expandtabs(10**9) }}",
        "{{ [1]|batch(10**9, 'x')|list }}",
        "{% set n = namespace(x='a') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x='a') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
    ],
)
def test_what_eats_memory_is_ended(made: Callable[..., str], quick: None, source: str) -> None:
    assert refused(made, source)


def test_memory_is_watched_where_the_system_does_not_bound_it(
    made: Callable[..., str], quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows: the process may take what it likes, and its owner looks."""
    monkeypatch.setattr(isolation, "_RUN", UNBOUNDED)
    isolation.end()
    monkeypatch.setattr(isolation, "SECONDS", 20.0)
    source = "{% set n = namespace(x=[]) %}{% for i in range(3000) %}{% set n.x = n.x + ['a' * 10**6 ~ i] %}{% endfor %}"
    try:
        assert "400 MB" in refused(made, source)
    finally:
        isolation.end()


UNBOUNDED = """
import sys
from contextlib import nullcontext
sys.path[:] = sys.argv[1:]
from bimtek_tui import memory
memory.at_most = lambda limit: nullcontext()
from bimtek_tui.books.isolated_process import serve
serve()
"""


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% if a == b %}{% endif %}{% endfor %}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        "{{ range(99999)|map('string')|map('length')|sum }}{% for a in range(99999) %}{{ range(99999)|sum }}{% endfor %}",
    ],
)
def test_what_does_not_end_is_ended(made: Callable[..., str], quick: None, source: str) -> None:
    said = refused(made, source)
    assert "2 seconds" in said
    assert "--templates" in said


def test_a_book_that_takes_too_long_to_be_read_is_ended_as_well(
    made: Callable[..., str], quick: None
) -> None:
    """What is rendered quickly and parsed for ever."""
    assert refused(made, "# J\n\n{% for a in range(30000) %}{{ '> ' * 300 }}a\n{% endfor %}\n")


def test_what_makes_too_much_text_is_ended(made: Callable[..., str]) -> None:
    said = refused(
        made,
        "# J\n{% for a in range(99999) %}{% for b in range(999) %}{{ 'a' * 999 }}{% endfor %}{% endfor %}",
    )
    assert "more text than a book may have" in said


@pytest.mark.parametrize(
    "source",
    [
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        '{% include "kami.md.j2" %}',
        '{% extends "kami.md.j2" %}',
    ],
)
def test_what_calls_itself_is_told_as_that(made: Callable[..., str], source: str) -> None:
    assert "itself without end" in refused(made, source)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file beside the folder of the templates, and links to it within."""
    file = tmp_path.parent / f"{tmp_path.name}-rahasia.md.j2"
    file.write_text("RAHASIA", encoding="utf-8")
    return file


@pytest.mark.parametrize("word", ["include", "import", "extends"])
def test_nothing_outside_the_folder_is_read(
    made: Callable[..., str], secret: Path, tmp_path: Path, word: str
) -> None:
    (tmp_path / "biasa.txt").write_text("RAHASIA", encoding="utf-8")
    places = [
        "/etc/passwd",
        "../etc/passwd",
        str(secret),
        f"../{secret.name}",
        f"a/../../{secret.name}",
        "biasa.txt",
    ]
    if hasattr(os, "symlink"):
        (tmp_path / "taut.md.j2").symlink_to(secret)
        (tmp_path / "dalam").symlink_to(secret.parent, target_is_directory=True)
        places += ["taut.md.j2", f"dalam/{secret.name}"]
    for place in places:
        ending = "" if word != "import" else " as x"
        said = refused(made, f'{{% {word} "{place}"{ending} %}}{{{{ x }}}}')
        assert "does not exist" in said
        assert "RAHASIA" not in said


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ ''|attr('__class__') }}",
        "{{ [''.__class__]|map(attribute='__mro__')|list }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ self.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ city._raw }}",
        "{{ city._views._session }}",
        "{{ city.name._raw }}",
        "{{ city|attr('_entry') }}",
        "{{ '{0._views._session}'.format(city) }}",
        "{{ '{0.__class__}'.format(city) }}",
        "{{ '{x.__class__}'.format_map({'x': city}) }}",
        "{{ [city]|map(attribute='_entry')|join }}",
        "{{ range.__self__ }}",
        "{{ (1).__class__ }}",
        "{{ missions.append(1) }}",
        "{% import 'os' as os %}",
        "{% do missions.clear() %}",
        "{{ lipsum.__globals__ }}",
        "{{ joiner.__init__.__globals__ }}",
        "{{ get_flashed_messages }}",
        "{% set city.name = 'x' %}",
    ],
)
def test_nothing_of_python_and_nothing_raw_is_within_reach(made: Callable[..., str], source: str) -> None:
    refused(made, source)


def test_a_section_shows_a_terminal_nothing_that_it_obeys(ours: Method, tmp_path: Path) -> None:
    source = '{% block a %}{{ "\\x1b]0;x\\x07\\x1b[2Ja\\u202eb" }} \ufff9kata\ufffatidak/ada/x\ufffb{{ ""|sel }}{% endblock %}'
    (tmp_path / "kami.md.j2").write_text(source, encoding="utf-8")
    draft = isolation.Draft(Session(), ours, tmp_path)
    assert draft.section("kami", "a") == "ab kata–\n"
    assert list(draft.pieces("kami")) == [("a", "ab kata–\n")]


def test_half_a_character_is_told_and_not_written(made: Callable[..., str]) -> None:
    assert "a character that must not be shown" in refused(made, '# J\n\n{{ "\\ud800" }}\n')


def test_the_preview_apart_is_the_preview(
    kominfo: Method, sample: Callable[[str], Session], tmp_path: Path
) -> None:
    from bimtek_tui.books.preview import Draft

    session = sample("kota-contoh")
    ours, shipped = isolation.Draft(session, kominfo, tmp_path), Draft(session, kominfo)
    for book in ("buku-1", "buku-3"):
        assert list(ours.pieces(book)) == list(shipped.pieces(book))
    assert ours.section("buku-1", "vision") == shipped.section("buku-1", "vision")
    assert render(session, kominfo, "buku-2", tmp_path) == render(session, kominfo, "buku-2")


def test_what_nobody_waits_for_any_more_is_not_begun(ours: Method, tmp_path: Path, quick: None) -> None:
    (tmp_path / "kami.md.j2").write_text("{% block a %}x{% endblock %}", encoding="utf-8")
    with pytest.raises(isolation.Superseded):
        isolation.Draft(Session(), ours, tmp_path, lambda: False).section("kami", "a")


def test_who_leaves_does_not_wait_for_a_template_without_end(ours: Method, tmp_path: Path) -> None:
    (tmp_path / "kami.md.j2").write_text(
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", encoding="utf-8"
    )
    told = []

    def wait() -> None:
        try:
            render(Session(), ours, "kami", tmp_path)
        except (isolation.Superseded, BimtekError) as error:
            told.append(error)

    isolation.end()  # what an earlier test left: only the process that this one starts is waited for below
    thread = threading.Thread(target=wait)
    thread.start()
    deadline = time.monotonic() + 20
    while not isolation._served.has and time.monotonic() < deadline:
        time.sleep(0.01)
    isolation.end()
    thread.join(5)
    assert not thread.is_alive()
    assert isinstance(told[0], isolation.Superseded)


def test_nothing_is_written_when_a_template_is_ended(ours: Method, tmp_path: Path, quick: None) -> None:
    (tmp_path / "kami.md.j2").write_text("{{ 'a'.ljust(10**9) }}", encoding="utf-8")
    with pytest.raises(TemplateFault):
        write(Session(), ours, tmp_path / "buku", templates=tmp_path)
    assert not (tmp_path / "buku").exists()


ORPHAN = """
import os, sys
from pathlib import Path
import msgspec
from bimtek_tui.model import method
from bimtek_tui.books import isolated_process, isolation, rendering
from bimtek_tui.model.entries import Session
isolation.SECONDS = 0.5
isolation._RUN = isolation._RUN.replace("serve()", "from bimtek_tui.books import isolated_process; isolated_process._GRACE = 0.5; serve()")
folder = Path(sys.argv[1])
shipped = method.load("kominfo-1")
book = msgspec.structs.replace(shipped.book[0], id="kami", template="kami.md.j2")
import threading
threading.Thread(target=lambda: rendering.render(Session(), msgspec.structs.replace(shipped, book=(book,)), "kami", folder), daemon=True).start()
while not isolation._served.has:
    pass
print(isolation._served._process.pid, flush=True)
os._exit(1)
"""


@pytest.mark.skipif(os.name == "nt", reason="asks for a process as POSIX does")
def test_a_process_without_an_owner_ends_by_itself(tmp_path: Path) -> None:
    (tmp_path / "kami.md.j2").write_text(
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", encoding="utf-8"
    )
    done = subprocess.run([sys.executable, "-c", ORPHAN, tmp_path], cwd=ROOT, capture_output=True, text=True)
    pid = int(done.stdout)
    deadline = time.monotonic() + 10
    while _runs(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().split()[2] != "Z"


def test_the_bounds_leave_room_for_large_books() -> None:
    assert sandbox.TEXT >= 16_000_000
    assert isolation.MEMORY >= 1024 * MB
