"""What a template may use, made from what there is: variables, keys of entries, filters, macros, blocks.

The sample session, specimens and a session without entries stand for all sessions: whatever view a template can meet
is made from one of them. Examples are from the sample.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from jinja2 import Environment, nodes

from .. import resources, store, text
from ..i18n import _
from ..model import kinds, method
from ..model.entries import Session
from ..model.kinds import Field, Kind
from ..model.labels import key_label
from . import gaps, names, sections, specimens, template_blocks
from .context import Values, context
from .faults import parsed
from .sandbox import SHIPPED, environment
from .views.base import SHADOWED, EntryView, Figure, Term, Text, View

SAMPLE = "kota-contoh"
_WIDTH = 48


@dataclass
class Index:
    """The names that were met: of each variable, and of entries beyond the keys of their kinds.

    A path is written as in a template, ``[]`` for any item of a list; with it goes what stands there and an example.
    """

    paths: dict[str, tuple[str, str]] = field(default_factory=dict)
    entries: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)


def collect() -> Index:
    """Every name behind the variables of any session."""
    index, ours = Index(), method.load("kominfo-1")
    sample = store.load(resources.sample_session(SAMPLE)).session
    for session in (sample, specimens.full(ours), specimens.bare(ours), Session()):
        add(index, Values(session, ours))
    return index


def add(index: Index, values: Values) -> None:
    """The names behind the variables of a session, to those already known."""
    book = next(iter(values.method.books.values()))
    known = context(values, book)
    all_made = {name: known[name] for name in names.variables()}  # some add to the views of others
    seen: set[int] = set()
    for name, value in all_made.items():
        _walk(name, value, index.paths, index, seen)


def _walk(path: str, value: object, rows: dict[str, tuple[str, str]], index: Index, seen: set[int]) -> None:
    kind, example = _sort_and_example(value)
    if path not in rows or (example and not rows[path][1]):
        rows[path] = kind, example
    if isinstance(value, EntryView):
        extra = index.entries.setdefault(value._kind.table, {})
        if id(value) not in seen:
            seen.add(id(value))
            for name in names.own(value):
                _walk(name, getattr(value, name), extra, index, seen)
    elif isinstance(value, View):
        for name in names.own(value):
            _walk(f"{path}.{name}", getattr(value, name), rows, index, seen)
    elif isinstance(value, Mapping):
        for name, part in value.items():
            _walk(f"{path}.{name}", part, rows, index, seen)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for part in value:
            _walk(f"{path}[]", part, rows, index, seen)


def _sort_and_example(value: object) -> tuple[str, str]:
    """What a value is, in the language spoken now, and how it looks in the sample."""
    match value:
        case EntryView():
            return _("entry of {kind}").format(kind=f"`{value._kind.table}`"), _example(value)
        case View():
            return _("view"), _example(value)
        case Term():
            return _("word"), _example(value)
        case Figure():
            return _("figure"), _example(value)
        case Text() | str():
            return _("text"), _example(value)
        case bool():
            return _("yes or no"), _("yes") if value else _("no")
        case int():
            return _("whole number"), str(value)
        case None:
            return _("nothing yet"), ""
        case _:
            return _("list"), ""


def _example(value: object) -> str:
    return text.short(str(value), _WIDTH).rstrip("\\").replace("\\…", "…")


@cache
def _known() -> Environment:
    return environment(None)


def templates() -> list[str]:
    """The shipped templates by name, books first."""
    return sorted(
        _known().list_templates(extensions=["j2"]), key=lambda template: ("/" in template, template)
    )


def blocks(template: str) -> list[tuple[str, int, str]]:
    """The blocks of a template in their order: name, how deep it stands in others, its first heading."""
    return list(template_blocks.blocks(parsed(_known(), template)))


def signatures(template: str) -> list[tuple[str, str]]:
    """The macros of a template: name, and how it is called."""
    made = []
    for macro in parsed(_known(), template).find_all(nodes.Macro):
        arguments = [arg.name for arg in macro.args]
        optional = len(arguments) - len(macro.defaults)
        words = [name if place < optional else f"{name}=…" for place, name in enumerate(arguments)]
        made.append((macro.name, f"{macro.name}({', '.join(words)})"))
    return made


def entry_names(kind: Kind, index: Index) -> list[tuple[str, str, str]]:
    """What an entry of a kind has: name, what it is called, what stands there."""
    shown = [(name, key_label(name), _sort(key)) for name, key in kind.keys.items() if name not in SHADOWED]
    views = Values(Session(), method.load("kominfo-1")).views
    view = views.single(kind.table) if kind.single else EntryView(views, kind, "", None)
    shown += [
        (name, _(meaning), _sort_and_example(getattr(view, name))[0])
        for name, meaning in names.COMPUTED.items()
        if hasattr(view, name)
    ]
    return shown + [
        (path, example, sort) for path, (sort, example) in index.entries.get(kind.table, {}).items()
    ]


def _sort(key: Field) -> str:
    """What stands for a key."""
    if key.refs:
        label = _("entry of {kind}").format(kind=" / ".join(f"`{ref}`" for ref in key.refs))
        sort = _("agency: code, and its name as “name”") if "agency" in key.refs else label
    elif key.choices:
        sort = _("word: {choices}").format(choices=", ".join(key.choices))
    else:
        sort = _("text") if key.type in "sp" else _("figure")
    return _("list: {sort}").format(sort=sort) if key.list else sort


def reference() -> str:
    """The reference as Markdown, in the language spoken now."""
    return "\n".join(_lines(collect())).rstrip("\n") + "\n"


def _lines(index: Index) -> Iterator[str]:
    yield from ("# " + _("What a template may use"), "")
    yield from (
        _(
            "Names behind a dot are asked as in {example}; [] stands for any item of a list, as a loop gives it. Everything prints itself as escaped Markdown. The examples are from the fictional Kota Contoh."
        ).format(example="`{{ city.name }}`"),
        "",
    )
    yield from ("## " + _("Variables"), "")
    for name in names.variables():
        yield from (f"### `{name}`", "")
        if meaning := names.VARIABLES.get(name):
            yield from (_(meaning)[:1].upper() + _(meaning)[1:] + ".", "")
        rows = [
            (f"`{path}`", row[0], row[1])
            for path, row in index.paths.items()
            if path == name or path.startswith((f"{name}.", f"{name}["))
        ]
        yield from _table((_("Name"), _("What stands there"), _("Example")), rows)
    yield from ("## " + _("Texts"), "")
    printed = [(f"`.{name}`", _(meaning)) for name, meaning in names.PRINTED.items()]
    yield from _table((_("Name"), _("What stands there")), printed)
    yield from ("## " + _("Entries"), "")
    for kind in _reachable(index):
        yield from (f"### `{kind.table}`", "")
        rows = [(f"`.{name}`", sort, meaning) for name, meaning, sort in entry_names(kind, index)]
        yield from _table((_("Name"), _("What stands there"), _("Meaning or example")), rows)
    yield from _tools()
    yield from _parts()
    yield from _places_of_texts()


def _reachable(index: Index) -> list[Kind]:
    """The kinds whose entries a template can get at: from a variable, and from there by references."""
    known = kinds.kinds()
    waiting, reached = [*index.entries], set[str]()
    while waiting:
        table = waiting.pop()
        if table not in reached:
            reached.add(table)
            waiting += [ref for key in known[table].fields for ref in key.refs if ref != "agency"]
    return [kind for table, kind in known.items() if table in reached]


def _tools() -> Iterator[str]:
    """Filters, tests and functions."""
    yield from ("## " + _("Filters"), "")
    ours = gaps.filters(marking=False, final=False)
    rows = [(f"`{name}`", _(names.FILTERS.get(name, ""))) for name in ours]
    yield from _table((_("Name"), _("What it prints")), rows)
    for title, listed in (
        (_("Filters of Jinja"), [filter for filter in _known().filters if filter not in ours]),
        (_("Tests of Jinja"), [*_known().tests]),
        (_("Functions of Jinja"), [*_known().globals]),
    ):
        yield from (f"{title}: " + ", ".join(f"`{name}`" for name in sorted(listed)) + ".", "")


def _parts() -> Iterator[str]:
    """Macros and blocks of the shipped templates."""
    yield from ("## " + _("Macros"), "")
    rows = [
        (f"`{call}`", f"`{template}`") for template in templates() for _name, call in signatures(template)
    ]
    yield from _table((_("Name"), _("Template")), rows)
    yield from ("## " + _("Blocks"), "")
    yield from (
        _(
            "A template that begins with {example} replaces the blocks that it names; {parent} prints the shipped one within."
        ).format(example=f'`{{% extends "{SHIPPED}/…" %}}`', parent="`{{ super() }}`"),
        "",
    )
    for template in templates():
        if here := blocks(template):
            yield from (f"### `{template}`", "")
            yield from (
                f"{'  ' * depth}- `{name}`{': ' + heading.lstrip('# ') if heading else ''}"
                for name, depth, heading in here
            )
            yield ""


def _places_of_texts() -> Iterator[str]:
    """The sections of each book, and where a text is expected."""
    yield from ("## " + _("Sections"), "")
    yield from (
        _(
            "A section is a block. What people wrote for it with {command} is printed below its heading by the program, so that no template has to; {filter} says what is expected, until it is there. Expected is what Kota Contoh lacks."
        ).format(command="`bimtek text`", filter="`|tulis`"),
        "",
    )
    ours = method.load("kominfo-1")
    session = store.load(resources.sample_session(SAMPLE)).session
    states = sections.states(session, ours)
    for book in ours.book:
        yield from (f"### `{book.id}`", "")
        rows = [
            (f"`{state.section.id}`", state.section.title, _("expected") if state.asked else "")
            for state in states
            if state.book == book.id
        ]
        yield from _table((_("Section"), _("Heading"), _("Text")), rows)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""
