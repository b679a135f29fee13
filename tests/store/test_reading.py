"""Reading: bad input is a sentence with its place, and one bad entry never hides or loses another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support import child_processes, hostile_text, layouts
from support.layouts import ADDED, CITY, TOP, program, swot

from bimtek_tui import text
from bimtek_tui.errors import UnreadableFile
from bimtek_tui.model import edits
from bimtek_tui.model.kinds import kinds
from bimtek_tui.model.kinds import raw as raw_of
from bimtek_tui.store import Loaded, editing, formatting, load, parse, written
from bimtek_tui.store.document import same

PATH = Path("uji.toml")


def _loaded(given: str) -> Loaded:
    return parse(given.encode(), PATH)


def _lines_of(content: bytes, begins: str) -> list[int]:
    return [n for n, line in enumerate(content.decode().split("\n"), 1) if line.strip().startswith(begins)]


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"", 1, "is empty"),
        (b"  \n\n", 1, "is empty"),
        (b"\xef\xbb\xbf", 1, "is empty"),
        (b"halo dunia", 1, "not valid TOML"),
        (TOP.encode() + b"[city\n", 3, "not valid TOML"),
        (TOP.encode() + b'x = """\nbelum ditutup\n', 3, "never closed"),
        (TOP.encode() + b"x = " + b"[" * 51 + b"]" * 51, 3, "more than 50 deep"),
        (TOP.encode() + b"\nx = [\n" + b"[1,\n" * 51 + b"]" * 52, 54, "more than 50 deep"),
        (TOP.encode() + b"x = " + b"{a = " * 51 + b"1" + b"}" * 51, 3, "more than 50 deep"),
        (TOP.encode() + b"x = " + b'["]", {a = "}", b = ' * 26 + b"1" + b"}]" * 26, 3, "more than 50 deep"),
        (TOP.encode() + b".".join([b"a"] * 100_000) + b" = 1\n", 3, "more than 50 deep"),
        (TOP.encode() + b"x = 2022-13-45\n", 3, "not valid TOML"),
        (TOP.encode() + b"x = " + b"9" * 5000 + b"\n", 3, "longer than any"),
        (TOP.encode() + b"x = 1e9999999999999999999999\n", 3, "longer than any"),
        (b"<<<<<<< ours\n" + TOP.encode() + b"=======\n>>>>>>> theirs\n", 1, "a merge left a conflict"),
        (TOP.encode() + b"||||||| base\n", 3, "a merge left a conflict"),
        (TOP.encode() + b"=======\r\n", 3, "a merge left a conflict"),
        (TOP.encode() + b"========\n", 3, "not valid TOML"),
        (b"PK\x03\x04\x00\x00\xff\xfe", 1, "no text file"),
        ("schema_version = 1\n# kafé".encode("latin-1"), 2, "not UTF-8"),
        ("schema_version = 1".encode("utf-16"), 1, "saved as UTF-16"),
        (b"judul = 1\n", 1, "no session file"),
        (b'schema_version = "1"\nmethod = "kominfo-1"\n', 1, "without quotes"),
        (b"schema_version = true\n", 1, "a whole number"),
        (b"schema_version = -1\n", 1, "a whole number"),
        (b"schema_version = 0\n", 1, "method"),
        (b"schema_version = 1\n", 1, "method"),
        (b"schema_version = 1\nmethod = 2\n", 1, "method"),
        (TOP.encode() + b"x = " + b"[" * 20_000 + b"\n", 3, "more than 50 deep"),
    ],
)  # fmt: skip
def test_what_is_no_session_is_one_sentence_with_its_place(
    content: bytes, line: int | None, said: str
) -> None:
    with pytest.raises(UnreadableFile, match=said) as error:
        parse(content, PATH)
    assert "uji.toml" in str(error.value)
    assert "\n" not in str(error.value)
    if line:
        assert error.value.line == line


def test_what_is_no_file_is_one_sentence(tmp_path: Path) -> None:
    for path, said in (
        (tmp_path, "folder"),
        (tmp_path / "tiada.toml", "does not exist"),
        (Path(os.devnull), "empty"),
    ):
        with pytest.raises(UnreadableFile, match=said):
            load(path)
    loop = tmp_path / "putar.toml"
    loop.symlink_to(loop)
    with pytest.raises(UnreadableFile):
        load(loop)


BAD: dict[str, tuple[str, str, str]] = {
    # what is written, the code, and how the line of the key begins
    "unknown quadrant": (swot("sw-00000002").replace("weakness", "kelemahan"), "unknown-value", 'quadrant = "kel'),
    "missing text": (swot("sw-00000002").replace("text", "teks"), "missing-key", "[[swot]]"),
    "empty text": (swot("sw-00000002", '""'), "missing-key", 'text = ""'),
    "number for a text": (swot("sw-00000002", "5"), "wrong-type", "text = 5"),
    "date in quotes": (swot("sw-00000002").replace(ADDED, 'added = "2022-06-13T09:15:21+07:00"\n'), "wrong-type", 'added = "'),
    "moment without offset": (swot("sw-00000002").replace("+07:00", ""), "wrong-type", "added = 2022-06-13T09:15:21\n"),
    "no id": ('[[swot]]\nquadrant = "threat"\ntext = "x"\n' + ADDED, "missing-key", "[[swot]]"),
    "empty id": (swot("sw-00000002").replace('"sw-00000002"', '"""\n"""'), "missing-key", 'id = """'),
    "id that is a list": (swot("sw-00000002").replace('id = "sw-00000002"', "id = []"), "missing-key", "id = []"),
    "two entries of one id": (swot("sw-00000001", '"kembar"'), "duplicate-id", 'id = "sw-00000001"'),
    "two of one id, one without its text": (swot("sw-00000001").replace("text", "teks"), "duplicate-id", 'id = "sw-00000001"'),
    "table of the wrong form": ('[swot.x]\ny = 1\n[agency]\nid = "A"\n', "wrong-table", "[agency]"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_entry_is_a_finding_with_its_line_and_hides_no_other(name: str) -> None:
    bad, code, begins = BAD[name]
    given = "\n".join(
        [TOP, CITY, swot("sw-00000001"), "# catatan\n" + bad, swot("sw-00000003"), program("pr-00000001")]
    )
    loaded = _loaded(given)
    assert list(loaded.session.swot) == ["sw-00000001", "sw-00000003"]
    assert list(loaded.session.program) == ["pr-00000001"]
    errors = [finding for finding in loaded.findings if finding.severity == "error"]
    assert code in [finding.code for finding in errors]
    found = next(finding for finding in errors if finding.code == code)
    places = _lines_of(given.encode(), begins.rstrip("\n"))
    assert found.line in places
    assert "\n" not in found.message

    change = edits.revise(loaded.session.swot["sw-00000003"], text="Lain.")
    assert change
    editing.perform(loaded, change)
    assert loaded.document.text == "Lain.".join(given.rsplit("Data belum terpadu.", 1))


WRONG_KEYS: dict[str, tuple[str, str, str]] = {
    # the entry with the key, the code, and how the line of the key begins
    "rating out of range": (swot("sw-00000002") + "rating = 5\n", "out-of-range", "rating"),
    "rating not a number": (swot("sw-00000002") + "rating = nan\n", "out-of-range", "rating"),
    "rating in quotes": (swot("sw-00000002") + 'rating = "3"\n', "wrong-type", "rating"),
    "unknown certainty": (swot("sw-00000002") + 'certainty = "pasti"\n', "unknown-value", "certainty"),
    "list for one funding": (program("pr-00000002", 'funding = "apbd"\n'), "wrong-type", "funding"),
    "unknown funding": (program("pr-00000002", 'funding = [\n  "apbd",\n  "dompet",\n]\n'), "unknown-value", "funding"),
    "table for a year": (program("pr-00000002", "end_year = { a = 1 }\n"), "wrong-type", "end_year"),
    "table of its own for a year": (program("pr-00000002") + "\n[program.end_year]\na = 1\n", "wrong-type", "[program.end_year]"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG_KEYS)
def test_a_wrong_key_that_an_entry_can_do_without_takes_only_itself_out(name: str) -> None:
    wrong, code, begins = WRONG_KEYS[name]
    given = "\n".join([TOP, CITY, swot("sw-00000001"), wrong, swot("sw-00000003")])
    loaded = _loaded(given)
    (finding,) = loaded.findings
    ((place, keys),) = loaded.session.unread.items()
    assert (finding.severity, finding.code, finding.id) == ("error", code, place.id)
    assert finding.line in _lines_of(given.encode(), begins)
    assert "must be" in finding.message or "take one of" in finding.message
    assert "used without it" in finding.message
    assert loaded.session.find(*place) is not None
    assert keys == {finding.key}
    assert loaded.document.text == given
    assert loaded.read_only == ""
    assert same(written.read(formatting.laid_out(given)), written.read(given))


def test_a_withdrawal_that_can_not_be_read_leaves_the_entry_out() -> None:
    """Whoever wrote `withdrawn = true` did not want the entry to count."""
    for line in ("withdrawn = true\n", "merged_into = 5\n"):
        loaded = _loaded(TOP + swot("sw-00000002") + line)
        assert not loaded.session.swot
        assert "left out" in loaded.findings[0].message


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[identity]\nyear = 1800", "a year from 1900 to 2199"),
        ("[city]\npopulation = -1", "a whole number, not negative"),
        ("[city]\npopulation = 9999999999999999999", "a whole number of at most 1_000_000_000_000_000_000"),
        ("[city]\narea_km2 = 1e9", "a number of at most 10_000_000"),
        ("[city]\narea_km2 = 0", "a number above 0"),
        ("[city]\narea_km2 = nan", "a number above 0"),
        (
            f"[city]\narea_km2 = 1.{'3' * 40}",
            "a number above 0, with at most 15 digits before and behind the point",
        ),
        ('[[cost]]\nid = "co-00000001"\nvolume = -3', "a number, not negative"),
        ('[[cost]]\nid = "co-00000001"\nvolume = 1e13', "a number of at most 1_000_000_000_000"),
    ],
)
def test_a_number_out_of_range_is_told_with_the_range(line: str, said: str) -> None:
    (finding,) = (one for one in _loaded(TOP + line + "\n").findings if one.code == "out-of-range")
    assert f"must be {said}" in finding.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_read_where_somebody_writes_and_a_device_is_none(tmp_path: Path) -> None:
    pipe = tmp_path / "pipa.toml"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableFile, match="a pipe into which nobody writes"):
        load(pipe)
    for device in (Path("/dev/zero"), Path("/dev/tty")):
        if device.exists():
            with pytest.raises(UnreadableFile, match="a device and no file"):
                load(device)
    reading, writing = os.pipe()
    os.write(writing, layouts.PLAIN.encode())
    os.close(writing)
    assert len(load(Path(f"/dev/fd/{reading}")).session.swot) == 2
    os.close(reading)


@pytest.mark.parametrize(
    ("given", "code", "line"),
    [
        (TOP + 'tahun = 1\n', "unknown-key", 3),
        (TOP + CITY.replace("province", "provinse"), "unknown-key", 6),
        (TOP + "[swots]\nx = 1\n", "unknown-table", 3),
        (TOP + "[lain.dalam]\nx = 1\n", "unknown-table", 3),
        (TOP + "[top]\nx = 1\n", "unknown-table", 3),
        (TOP + swot("x-1"), "bad-id", 5),
        (TOP + CITY + 'leader = ""\n', "empty-value", 7),
        (TOP + '[plan]\nlegal_basis = ["a", ""]\n', "empty-value", 4),
        (TOP + swot("sw-00000001", '"a\\u001b[31mb"'), "unclean-text", 7),
        (TOP + swot("sw-00000001", '"a\u202eb"'), "unclean-text", 7),
        (TOP + swot("sw-00000001") + 'group = """satu\ndua"""\n', "unclean-text", 9),
    ],
)  # fmt: skip
def test_what_is_odd_is_a_warning_and_stays(given: str, code: str, line: int) -> None:
    loaded = _loaded(given)
    assert [(found.severity, found.code, found.line) for found in loaded.findings] == [
        ("warning", code, line)
    ]
    assert loaded.document.text == given
    assert loaded.read_only == ""


def test_short_texts_are_on_one_line_and_clean_whatever_the_file_holds() -> None:
    loaded = _loaded(TOP + swot("sw-00000001", '"a\\u001b[31mb\\u202ec"') + 'group = """satu\ndua"""\n')
    entry = loaded.session.swot["sw-00000001"]
    assert (entry.text, entry.group) == ("abc", "satu dua")


def test_a_misspelt_word_is_told_with_the_one_that_was_meant() -> None:
    for given, meant in ((swot("sw-00000001").replace("weakness", "weaknes"), "weakness"), ("[comitment]\n", "commitment"), (CITY.replace("kind", "knd"), "kind")):  # fmt: skip
        assert any(f"“{meant}”" in finding.message for finding in _loaded(TOP + given).findings)


def test_a_newer_format_is_shown_and_not_edited() -> None:
    loaded = _loaded(layouts.PLAIN.replace("schema_version = 1", "schema_version = 2"))
    assert "2" in loaded.read_only
    assert len(loaded.session.swot) == 2


INLINE = {
    'swot = [{ id = "sw-00000001" }]\n': "swot",
    'city = { name = "x", kind = "kota" }\n': "city",
    'city.kind = "kota"\n"city" . name = "x"\n': "city",
    "[plan.x]\ny = 1\n": "plan",
}


@pytest.mark.parametrize("inline", INLINE)
def test_tables_written_inline_are_shown_and_not_edited(inline: str) -> None:
    loaded = _loaded(TOP + inline + "\n" + program("pr-00000001"))
    assert "bimtek fmt" in loaded.read_only
    assert "pr-00000001" in loaded.session.program
    (finding,) = (one for one in loaded.findings if one.code == "wrong-table")
    assert (finding.line, finding.key) == (3, INLINE[inline])
    if "name" in inline:
        assert loaded.session.city_name == "x"


def test_what_is_wrong_in_a_table_written_inline_is_told_with_its_line() -> None:
    given = TOP + 'identity.logo = "x.png"\nidentity.year = 1800\n'
    given += 'agency = [\n  { id = "A", name = "Dinas" },\n  { id = "A" },\n  { name = "x" },\n]\n'
    loaded = _loaded(given)
    told = {(one.line, one.code) for one in loaded.findings}
    assert told == {
        (3, "wrong-table"), (4, "out-of-range"), (5, "wrong-table"), (5, "duplicate-id"), (5, "missing-key"),
    }  # fmt: skip
    assert loaded.session.identity
    assert loaded.session.identity.logo == "x.png"
    assert loaded.session.agency["A"].name == "Dinas"
    assert loaded.document.line_of("identity", "", "year") == 4


def test_a_key_that_is_a_table_of_its_own_is_told_where_that_begins() -> None:
    given = TOP + "[plan]\nshort_years = 1\n\n[city]\nname = 'x'\nkind = 'kota'\n[plan.lain]\nz = 1\n"
    assert [(one.line, one.key) for one in _loaded(given).findings] == [(9, "lain")]


def test_a_bad_title_does_not_hide_the_session() -> None:
    loaded = _loaded("title = 5\n" + layouts.PLAIN)
    assert loaded.session.top
    assert loaded.session.top.title is None
    assert len(loaded.session.swot) == 2
    assert [finding.line for finding in loaded.findings] == [1]


def test_hostile_texts_are_read_clean_and_kept_as_they_are() -> None:
    given = hostile_text.session_text()
    loaded = _loaded(given)
    assert not [finding for finding in loaded.findings if finding.severity == "error"]
    assert loaded.document.text == given
    for kind in kinds().values():
        for entry in (
            [loaded.session.single(kind.table)]
            if kind.single
            else loaded.session.entries(kind.table).values()
        ):
            for key, value in (raw_of(entry) if entry else {}).items():
                for one in value if isinstance(value, tuple) else (value,):
                    if isinstance(one, str):
                        assert text.is_clean(one), (kind.table, key)
                        assert "\n" not in one or kind.keys[key].type == "p", (kind.table, key)
    assert len(loaded.session.swot) == len(hostile_text.STRINGS)
    assert len(loaded.session.note["nt-99999999"].text) > 90_000


_READ_AT_ONCE = """
import sys, threading
from pathlib import Path
from bimtek_tui import store
sys.setswitchinterval(1e-6)
together = threading.Barrier(8)
cities = []
def read():
    together.wait()
    loaded = store.load(Path(sys.argv[1]))
    cities.append((loaded.session.city_name, store.method_of(loaded).id))
readers = [threading.Thread(target=read) for _ in range(8)]
for reader in readers: reader.start()
for reader in readers: reader.join()
print(len(cities), set(cities))
"""


def test_threads_that_are_the_first_to_read_at_the_same_moment_all_get_the_session(sample: Path) -> None:
    """The list of sessions is described in threads; msgspec ended the whole process here before."""
    child = child_processes.start(_READ_AT_ONCE, sample)
    said, _ = child.communicate()
    assert (child.returncode, said) == (0, "8 {('Kota Contoh', 'kominfo-1')}\n")


def test_brackets_in_texts_and_comments_are_not_deep() -> None:
    many = "[" * 60 + "{" * 60 + "." * 60
    given = TOP + "\n".join(
        (
            f"# {many}",
            f'a = "{many} \\" {many}"',
            f"b = '{many}'",
            f'c = """\n{many}"" {many}\n"""',
            f"d = '''{many}'''",
        )
    )
    assert _loaded(given).findings is not None
    assert _loaded(TOP + "x = " + "[" * 50 + "]" * 50).findings is not None
