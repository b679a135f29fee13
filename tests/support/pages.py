"""The pages in `.docs` that are made from the code: every command by its own help, every module by its first sentence.

    python tests/support/pages.py        writes them anew

A test holds page and code together, so that neither can say what the other does not.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click

from bimtek_tui import i18n
from bimtek_tui.cli.program import program
from bimtek_tui.facilitation import spoken, tags
from bimtek_tui.model.kinds import KIND_WORDS
from bimtek_tui.model.labels import key_label, value_label
from bimtek_tui.tui.entries.columns import LISTS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / ".docs"
PACKAGE = ROOT / "bimtek_tui"

EVERYWHERE = ("lang", "help")
"""Options that every command has; they are named once, above."""

OPENING = """# Commands

Made from the program's own help (`bimtek COMMAND --help`), which says the same in Indonesian.

Exit codes: 0 fine; 1 findings (for `diff` and `merge`: different, conflicts left); 2 wrong use or unreadable input; 3 a
fault of the program. Every command takes `-h` or `--help`, and `--lang id` or `--lang en`; `BIMTEK_LANG` says it once for all.
Without either the interface is Indonesian. The books are Indonesian always.

**`-` is standard input** for every command that reads one session and needs neither its name nor its folder (`check`, `status`, `figures`,
`export`, `fingerprint`, `fmt`, `migrate`): `git show v1:sessions/kota-contoh.toml | bimtek status -`. What `fmt -` and `migrate -` make goes
to standard output, what they say to standard error. **`--templates DIR`** names the folder of a host who has a method of his own, wherever a
session is read.

**Completion.** The shell completes commands, options, names of files and folders, stages, books, codes of findings, and with `--id` the ids of
the file that was named (behind a point the keys of that entry). Once, in the start file of the shell:

```sh
eval "$(_BIMTEK_COMPLETE=bash_source bimtek)"                                           # ~/.bashrc (bash 4.4 or newer)
eval "$(_BIMTEK_COMPLETE=zsh_source bimtek)"                                            # ~/.zshrc
_BIMTEK_COMPLETE=fish_source bimtek > ~/.config/fish/completions/bimtek.fish            # once, for fish
```
"""

MODULES = "## Every module\n"
"""The heading in architecture.md below which the list of all modules stands, to the end."""


def commands() -> str:
    """The page of all commands, in English: a line each, then each with its options and examples."""
    i18n.use("en")
    every = list(_commands(program, "bimtek"))
    lines = [OPENING, "| command | does |", "|---|---|"]
    lines += [f"| [`{name}`](#{name.replace(' ', '-')}) | {_first_sentence(one)} |" for name, one in every]
    for name, one in every:
        lines += ["", f"## {name}", "", f"`{_usage(one, name)}`", "", _escaped(one.help or "")]
        options = [
            record
            for param in one.params
            if isinstance(param, click.Option) and param.name not in EVERYWHERE
            if (record := param.get_help_record(click.Context(one)))
        ]
        if options:
            lines += ["", "| option | does |", "|---|---|"]
            lines += [f"| `{_cell(option)}` | {_cell(does)} |" for option, does in options]
        lines += ["", "```sh", *getattr(one, "examples", ()), "```"]
    return "\n".join(lines) + "\n"


def _commands(group: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, group
    if isinstance(group, click.Group):
        context = click.Context(group)
        for word in group.list_commands(context):
            command = group.get_command(context, word)
            if command is not None and not command.hidden:
                yield from _commands(command, f"{name} {word}")


def _usage(command: click.Command, name: str) -> str:
    return " ".join([name, *command.collect_usage_pieces(click.Context(command))])


def _first_sentence(command: click.Command) -> str:
    return _cell((command.help or "").partition(". ")[0].removesuffix("."))


def _cell(words: str) -> str:
    """Words in a cell of a table, and on one line."""
    return " ".join(_escaped(words).replace("|", "\\|").split())


def _escaped(words: str) -> str:
    """Words in which nothing is taken for a tag of HTML."""
    return words.replace("<", "&lt;")


def modules() -> str:
    """Every module by its first sentence, room by room, those that others rest on last."""
    lines = [MODULES]
    for folder in sorted(
        {file.parent for file in PACKAGE.rglob("*.py")},
        key=lambda folder: (_layer(folder), folder.relative_to(PACKAGE).parts),
    ):
        room = folder.relative_to(PACKAGE).as_posix()
        own = _sentence(folder / "__init__.py")
        lines += [
            f"### {'bimtek_tui' if room == '.' else room}/",
            "",
            own,
            "",
            "| module | what it is |",
            "|---|---|",
        ]
        lines += [
            f"| `{file.name}` | {_cell(_sentence(file))} |"
            for file in sorted(folder.glob("*.py"))
            if file.name != "__init__.py"
        ]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _layer(folder: Path) -> int:
    """The place of a folder in the contract of the layers; the package itself comes first."""
    if folder == PACKAGE:
        return -1
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    room = folder.relative_to(PACKAGE).parts[0]
    return next(number for number, layer in enumerate(layers) if room in layer.split(" | "))


def _sentence(module: Path) -> str:
    """The first line of the docstring of a module."""
    return (ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or "").partition("\n")[0]


def architecture() -> str:
    """The page on the architecture: what was written by hand, and below it the modules as they are now."""
    by_hand, _heading, _list = (DOCS / "architecture.md").read_text(encoding="utf-8").partition(MODULES)
    return by_hand + modules()


TAGS = ("| list | tags at the end of a line | without a sign |\n", "\n\n")
"""How the table of the tags begins and ends in workshop.md."""


def workshop() -> str:
    """The page on leading a workshop: what was written by hand, and in it the tags of every list as they are now."""
    before, first, after = (DOCS / "workshop.md").read_text(encoding="utf-8").partition(TAGS[0])
    rest = after.partition(TAGS[1])[2]
    return before + first + "|---|---|---|\n" + "\n".join(_tag_rows()) + TAGS[1] + rest


def _tag_rows() -> Iterator[str]:
    """A row for every kind that is captured in a list, with the tags it takes; lists that take the same share one."""
    i18n.use("en")
    lists: dict[tuple[str, str], list[str]] = {}
    for spec in LISTS.values():
        for column in spec.columns:
            if column.kind and column.capture:
                row = tags.taker(column.kind, column.preset)
                name = value_label(row) if column.kind == "note" else KIND_WORDS[column.kind]
                cells = (_taken(row), _unsigned(column.kind))
                lists.setdefault(cells, [])
                if name not in lists[cells]:
                    lists[cells].append(name)
    for (taken, unsigned), names in lists.items():
        yield f"| {', '.join(names)} | {taken} | {unsigned} |"


_SEVERAL = {
    "years": "first and last year",
    "levels": "level, or level and target (`=2-4`)",
    "duty": "duty, with its body (`!tim ketua`)",
    "risk_level": "likelihood and impact (`=4x3`)",
}
"""What a tag that gives two keys is called."""


def _taken(row: str) -> str:
    found = []
    for sign, keys in tags.TAKEN.get(row, {}).items():
        for key in keys:
            label = _SEVERAL.get(key)
            before = f"{tags.QUALIFIED[key][0]} " if key in tags.QUALIFIED and key != keys[0] else ""
            found.append(f"`{before}{sign}` {label or _label(key)}")
    return ", ".join(found) or "–"


def _unsigned(kind: str) -> str:
    if kind in tags.NAMED:
        return "behind a comma: position, agency" + (", role" if kind == "participant" else ", NIP")
    if kind == "agency":
        return "the code, then the name"
    keys = dict.fromkeys(spoken.referring(kind).values())
    if kind == "cost":
        return "volume, unit and price of one (`12 bulan x 4,5 juta`); spoken numbers: quick win"
    return "spoken numbers: " + ", ".join(map(_label, keys)) if keys else "–"


def _label(key: str) -> str:
    label = key_label(key)
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


PAGES = {"commands.md": commands, "architecture.md": architecture, "workshop.md": workshop}
"""Every page that is made from the code, wholly or in part."""

if __name__ == "__main__":
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8", newline="\n")
