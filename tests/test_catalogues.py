"""The interface speaks both languages without a gap.

English is complete by construction: it is the source text of the program, and no catalogue stands between. So there
is one catalogue, the Indonesian one, and here it is held against the code as it is now; the method file, which carries
its own two languages, as well. The compiled ``bimtek.mo`` is committed beside ``bimtek.po``, so that nothing has to be
built. After a change of messages:

    pybabel extract --no-default-keywords -k _ -k N_ -k ngettext:1,2 --sort-output --add-location=file --no-wrap -o bimtek.pot bimtek_tui
    pybabel update -D bimtek -d bimtek_tui/locale -l id -i bimtek.pot --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap

Then translate what is empty in ``bimtek.po``, remove ``bimtek.pot``, and compile:

    pybabel compile -D bimtek -d bimtek_tui/locale

Before Python 3.12 pybabel does not see a message between the braces of an f-string; give it a name before.
"""

from __future__ import annotations

import ast
import io
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

import bimtek_tui
from bimtek_tui import i18n, resources
from bimtek_tui.model import method

PACKAGE = Path(bimtek_tui.__file__).parent
PO = PACKAGE / "locale" / "id" / "LC_MESSAGES" / "bimtek.po"
MO = PO.with_suffix(".mo")
KEYWORDS: dict[str, Any] = {"_": None, "N_": None, "ngettext": (1, 2)}
"""The functions that mark a message, and which of their arguments are one."""

Id = str | tuple[str, ...]
"""A message, or one and many of it."""

NEVER_TRANSLATED = re.compile(
    r"--[a-z-]+|ctrl\+[a-z]|\bF\d\b|\b(?:Esc|Enter|Tab)\b|\bstage-\d\b|\b[a-z]+_[a-z_]+\b|\bBIMTEK_[A-Z]+\b"
    r"|kominfo-1|kota-baru-2026|\./sessions|“bimtek[^”]*”|bimtek (?:open|check) \{file\}|\{command\} --help"
)
"""Commands, options, keys of the keyboard and of the file: a person has to find them as they are."""


@cache
def calls() -> list[tuple[str, ast.Call]]:
    """Every place of the code that marks a message, with its name and the call."""
    return [
        (f"{file.relative_to(PACKAGE)}:{node.lineno}", node)
        for file in sorted(PACKAGE.rglob("*.py"))
        if file.name != "i18n.py" or file.parent != PACKAGE
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and called(node) in KEYWORDS
    ]


def called(call: ast.Call) -> str:
    """The name of the function, also where its module stands before it."""
    return str(getattr(call.func, "attr", None) or getattr(call.func, "id", ""))


@cache
def messages() -> frozenset[Id]:
    """Every message of the code: what Babel extracts, and those in f-strings, which it sees from Python 3.12 on."""
    extracted = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS)
    found: set[Id] = {id for _file, _line, id, _comments, _context in extracted if id}
    for _place, call in calls():
        if called(call) != "ngettext" and isinstance(call.args[0], ast.Constant):
            found.add(str(call.args[0].value))
    return frozenset(found)


@cache
def indonesian() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="id", ignore_obsolete=False)


def translations() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The forms of every message of the catalogue in English and in Indonesian."""
    for message in indonesian():
        if message.id:
            yield forms(message.id), forms(message.string)


def forms(text: Any) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (text,)


def placeholders(text: str) -> list[str]:
    """The names in braces, as `str.format` reads them, and whose key stands there."""
    return sorted(
        f"{name}:{spec}" if name == "key" else name
        for _text, name, spec, _conversion in string.Formatter().parse(text)
        if name is not None
    )


# The catalogue against the code -------------------------------------------------------------------------------


def test_every_message_is_translated() -> None:
    done = {message.id for message in indonesian() if message.id and all(forms(message.string))}
    missing = sorted(map(str, messages() - done))
    assert not missing, f"no Indonesian for {len(missing)} messages (how to refresh: see above): {missing}"


def test_no_translation_is_a_guess() -> None:
    assert [message.id for message in indonesian() if message.id and message.fuzzy] == []


def test_the_catalogue_holds_nothing_that_the_code_no_longer_says() -> None:
    known = {message.id for message in indonesian() if message.id}
    assert sorted(map(str, known - messages())) == []
    assert not indonesian().obsolete


def test_the_compiled_catalogue_is_what_babel_makes_of_the_text() -> None:
    made = io.BytesIO()
    write_mo(made, indonesian())
    made.seek(0)
    with MO.open("rb") as file:
        committed = read_mo(file)
    wanted = read_mo(made)
    assert contents(committed) == contents(wanted)
    assert committed.plural_forms == wanted.plural_forms == "nplurals=1; plural=0;"


def contents(catalogue: Catalog) -> dict[Any, tuple[str, ...]]:
    """The messages without the header, whose dates say nothing."""
    return {forms(message.id): forms(message.string) for message in catalogue if message.id}


def test_the_program_finds_the_catalogue() -> None:
    before = i18n.language()
    try:
        i18n.use("id")
        assert i18n._("Undo") == "Urungkan"
        assert i18n.ngettext("{number} year", "{number} years", 1) == "{number} tahun"
        assert i18n.ngettext("{number} year", "{number} years", 5) == "{number} tahun"
    finally:
        i18n.use(before)


# Each translation against its message -------------------------------------------------------------------------


def test_placeholders_agree_exactly() -> None:
    wrong = [
        (english, said)
        for english, said in translations()
        if len({tuple(placeholders(one)) for one in (*english, *said)}) != 1
    ]
    assert wrong == []


def test_spaces_and_line_breaks_at_the_ends_agree() -> None:
    def ends(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    wrong = [(english, said) for english, said in translations() if ends(english[0]) != ends(said[0])]
    assert wrong == []


def test_commands_and_keys_stay_as_they_are() -> None:
    wrong = [
        (english, said)
        for english, said in translations()
        if not set(NEVER_TRANSLATED.findall(english[0])) <= set(NEVER_TRANSLATED.findall(said[0]))
    ]
    assert wrong == []


# The code -----------------------------------------------------------------------------------------------------


def test_messages_are_marked_as_literals() -> None:
    wrong = []
    for place, call in calls():
        marked = call.args[: 2 if called(call) == "ngettext" else 1]
        literal = bool(marked) and all(
            isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value for one in marked
        )
        # `_` also shows what a table of data holds, where `N_` marked it: a lookup, but nothing put together
        shown = called(call) == "_" and not any(map(put_together, marked))
        if not literal and not shown:
            wrong.append(place)
    assert wrong == []


def put_together(part: ast.AST) -> bool:
    """Whether a piece of code builds a text (an f-string, a sum, a format, a join); sums that index do not."""
    if isinstance(part, ast.Subscript):
        return put_together(part.value)
    builds = isinstance(part, ast.JoinedStr | ast.BinOp) or (
        isinstance(part, ast.Call) and called(part) in ("format", "join", "replace")
    )
    return builds or any(map(put_together, ast.iter_child_nodes(part)))


# The method file ----------------------------------------------------------------------------------------------

METHODS = sorted(file.stem for file in resources.method_file("kominfo-1").parent.glob("*.toml"))
SENTENCES = ("text", "purpose", "goal")


def in_both(thing: Any, place: str) -> Iterator[tuple[str, str, str]]:
    """Every text of a method that has an English twin: where it stands, Indonesian, English."""
    if isinstance(thing, tuple):
        for number, one in enumerate(thing):
            yield from in_both(one, f"{place}[{getattr(one, 'id', number)}]")
    elif isinstance(thing, msgspec.Struct):
        names = {field.name for field in msgspec.structs.fields(thing)}
        for name in sorted(names):
            if f"{name}_en" in names:
                yield f"{place}.{name}", getattr(thing, name), getattr(thing, f"{name}_en")
            elif not name.endswith("_en"):
                yield from in_both(getattr(thing, name), f"{place}.{name}")


@pytest.mark.parametrize("name", METHODS)
def test_the_method_says_everything_in_both_languages(name: str) -> None:
    texts = list(in_both(method.load(name), name))
    assert len(texts) > 100
    one_only = [place for place, said, english in texts if bool(said.strip()) != bool(english.strip())]
    empty = [place for place, said, _english in texts if not said.strip() and not place.endswith(".goal")]
    same = [
        place
        for place, said, english in texts
        if said and said == english and place.rpartition(".")[2] in SENTENCES
    ]
    assert (one_only, empty, same) == ([], [], [])
