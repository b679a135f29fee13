"""Settings that give actions other keys: what works, and one sentence with its line for everything that can't."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bimtek_tui import i18n, settings
from bimtek_tui.tui import rebinding
from bimtek_tui.tui.actions import ACTIONS, FIXED
from bimtek_tui.tui.keymap import PLACES


@pytest.fixture
def file() -> Path:
    return Path(os.environ["BIMTEK_CONFIG"]) / "settings.toml"


def given(file: Path, keys: str) -> rebinding.Rebinding:
    file.write_text(f"# mine\n[keys]\n{keys}\n", encoding="utf-8")
    return rebinding.read()


def test_without_a_file_the_usual_keys_are_in_force(file: Path) -> None:
    assert rebinding.read() == rebinding.Rebinding(file)


def test_the_folder_is_the_one_of_this_person_where_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BIMTEK_CONFIG")
    assert settings.config_folder().name == "bimtek"


@pytest.mark.parametrize(
    ("keys", "keymap"),
    [
        ('edit = "z"', {"edit": "z"}),
        ('edit = "z,F11"', {"edit": "z,f11"}),
        ('edit = ["z", "Z"]', {"edit": "z,Z"}),
        ('edit = "e, z"', {"edit": "e,z"}),
        ('"redo" = "ctrl+g"', {"redo": "ctrl+g"}),
        ('filter = "\\\\"', {"filter": "backslash"}),
        ('withdraw = "s"\nstatus = "d"', {"withdraw": "s", "status": "d"}),
        ('help = "F12"', {"help": "f12"}),
        ('quit = "F12"', {"quit": "f12,ctrl+q"}),
        ('undo = "ctrl+g,z"', {"undo": "ctrl+g,z"}),
        ("", {}),
    ],
)
def test_keys_are_given_by_the_id_of_an_action(file: Path, keys: str, keymap: dict[str, str]) -> None:
    own = given(file, keys)
    assert (own.keymap, own.findings) == (keymap, ())


@pytest.mark.parametrize(
    ("keys", "code", "words"),
    [
        ('edits = "z"', "unknown-action", "“edit”"),
        ('"" = "z"', "unknown-action", "bimtek keys"),
        ('edit = "blah"', "unknown-key", "“blah”"),
        ('edit = "\\u001b[2J"', "unknown-key", "edit"),
        *((f'edit = "ctrl+{letter}"', "lost-key", f"ctrl+{letter}") for letter in "hijm"),
        ('edit = "ctrl+."', "lost-key", "ctrl+."),
        ('edit = "ctrl+shift+k"', "lost-key", "ctrl+shift+k"),
        ('edit = "ctrl+1"', "lost-key", "ctrl+1"),
        ('edit = "d"', "key-taken", "Withdraw"),
        ('edit = "g"', "key-taken", "next-step"),
        ('next-step = "n"', "key-taken", "next-gap"),
        ('edit = "ctrl+q"', "key-taken", "quit"),
        ('help = "ctrl+s"', "key-taken", "save"),
        ('edit = "down"', "moving-key", "cursor"),
        ('edit = ""', "no-key", "edit"),
        ("edit = []", "no-key", "edit"),
        ('edit = ","', "key-taken", "previous-panel"),
        ("edit = 5", "no-text", "edit"),
        ("edit = true", "no-text", "edit"),
        ("edit = 1979-05-27", "no-text", "edit"),
        ("edit = [1]", "no-text", "edit"),
        ("edit.key = 'z'", "no-text", "edit"),
        ('number = "z"', "fixed-key", "number"),
        ('sort-strength = "z"', "fixed-key", "sort-strength"),
        ('help = "z"', "typing-key", "help"),
        ('help = "F11,z"', "typing-key", "help"),
        ('save = "enter"', "typing-key", "save"),
        ('back = "z"', "typing-key", "back"),
        ('complete = "l"', "typing-key", "complete"),
    ],
)
@pytest.mark.parametrize("language", ["en", "id"])
def test_what_can_not_be_given_is_said_with_its_line_and_stays_as_it_was(
    file: Path, keys: str, code: str, words: str, language: str
) -> None:
    i18n.use(language)
    own = given(file, f"# a comment\nredo = 'f11'\n{keys}")
    assert own.keymap == {"redo": "f11"}
    assert [(one.line, one.code) for one in own.findings] == [(5, code)]
    if language == "en":
        assert words in own.findings[0].message
    assert "\x1b" not in own.sentence()
    assert own.sentence().startswith("settings.toml:5: ")


def test_of_two_actions_on_one_new_key_the_later_one_keeps_its_own(file: Path) -> None:
    own = given(file, 'edit = "z"\nwithdraw = "z"')
    assert own.keymap == {"edit": "z"}
    assert [(one.line, one.key) for one in own.findings] == [(4, "withdraw")]


def test_an_action_whose_key_was_to_be_freed_by_a_wrong_line_keeps_its_own(file: Path) -> None:
    own = given(file, 'withdraw = "e"\nedit = "blah"')
    assert own.keymap == {}
    assert [one.code for one in own.findings] == ["key-taken", "unknown-key"]


def test_every_action_takes_a_key_that_nothing_else_has(file: Path) -> None:
    for id in ACTIONS.keys() - FIXED:
        own = given(file, f'{id} = "F11"')
        assert own.findings == (), id
        assert own.keymap[id].startswith("f11")


def test_a_hundred_faults_are_told_by_two_and_a_number(file: Path) -> None:
    own = given(file, "\n".join(f'x{number} = "z"' for number in range(100)))
    assert len(own.findings) == 100
    assert "98" in own.sentence()


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"[keys]\nedit = \n", "not-toml", 2),
        (b"[keys]\nedit = 'z'\nedit = 'y'\n", "not-toml", 3),
        (b"[keys\n", "not-toml", 1),
        (b"[keys]\nedit = 'z'\n\xff\n", "not-utf-8", 3),
        (b"\x00\x00", "not-toml", 1),
        (b"keys = 'z'\n", "no-table", 1),
        (b"\n[[keys]]\nedit = 'z'\n", "no-table", 2),
        (b"x = " + b"[" * 20_000, "not-toml", 0),
        (b"x = " + b"9" * 6_000, "not-toml", 0),
        (b"# " + b"x" * 200_000, "unreadable-settings", 0),
    ],
)
@pytest.mark.parametrize("language", ["en", "id"])
def test_a_broken_file_is_one_sentence_and_the_usual_keys(
    file: Path, content: bytes, code: str, line: int, language: str
) -> None:
    i18n.use(language)
    file.write_bytes(content)
    own = rebinding.read()
    assert own.keymap == {}
    assert [(one.code, one.line) for one in own.findings] == [(code, line)]


def test_a_folder_in_place_of_the_file_is_one_sentence(file: Path) -> None:
    file.mkdir()
    assert [one.code for one in rebinding.read().findings] == ["unreadable-settings"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything may be read here")
def test_a_file_that_may_not_be_read_is_one_sentence(file: Path) -> None:
    file.write_text("[keys]\n")
    file.chmod(0)
    assert [one.code for one in rebinding.read().findings] == ["unreadable-settings"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_place_of_the_file_does_not_keep_the_program_waiting(file: Path) -> None:
    os.mkfifo(file)
    assert [one.code for one in rebinding.read().findings] == ["unreadable-settings"]


def test_a_file_of_windows_with_a_mark_and_other_tables_is_read(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf[colours]\r\nx = 1\r\n[keys]\r\nedit = 'z'\r\n")
    own = rebinding.read()
    assert (own.keymap, own.findings) == ({"edit": "z"}, ())


def test_a_line_of_another_table_is_not_taken_for_the_one_at_fault(file: Path) -> None:
    file.write_text("[other]\nedit = 1\n[keys]\nedit = 2\n", encoding="utf-8")
    assert [one.line for one in rebinding.read().findings] == [4]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('[keys]\nnote = """\nedit = 3\n"""\nedit = "d"', 2),
        ('[other]\nnote = """\n[keys]\nedit = 3\n"""\n[keys]\nedit = "d"', 7),
        ('[keys]\n\n"\\u0065dit" = 4', 3),
        ('[keys]\n"x\\ny" = "z"', 2),
        ("# mine\nkeys.redo = 'f11'\nkeys.'edit' = 4", 3),
        ("\nkeys = { edit = 4 }", 2),
        ("[keys]\n\n[keys.edit]\nx = 1", 3),
        ('\n[ "keys" ]\n edit = 4', 3),
    ],
)
def test_the_line_is_the_one_of_the_action_however_it_is_written(file: Path, content: str, line: int) -> None:
    file.write_text(content, encoding="utf-8")
    assert rebinding.read().findings[0].line == line


@pytest.mark.parametrize("content", ['\nedit = "z"', '\n[Keys]\nedit = "z"', '\n[key]\nedit = "z"'])
def test_keys_that_stand_outside_of_the_table_are_not_passed_over(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    assert [(one.line, one.code) for one in rebinding.read().findings] == [(2, "no-keys")]


def test_a_fault_of_the_whole_file_names_no_line(file: Path) -> None:
    file.mkdir()
    assert rebinding.read().sentence().startswith("settings.toml: ")


@pytest.mark.parametrize("written", ["\\u0007", "\\u200b"])
def test_a_key_that_can_not_be_seen_is_spelt_out(file: Path, written: str) -> None:
    assert "“”" not in given(file, f'edit = "{written}"').sentence()


def test_thousands_of_faults_do_not_keep_the_start_waiting(file: Path) -> None:
    own = given(file, "\n".join(f'x{number} = "z"' for number in range(6000)))
    assert [one.line for one in own.findings] == list(range(3, 6003))


def test_no_action_stands_twice_in_one_place() -> None:
    for name, place in PLACES.items():
        actions = [row.action for row in place.rows]
        assert len(actions) == len(set(actions)), name
