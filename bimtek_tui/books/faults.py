"""What is wrong with a template, as one sentence: where, what, and the nearest name that is there."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.exceptions import TemplatesNotFound

from .. import resources, text
from ..errors import TemplateFault
from ..i18n import _
from ..model.method_tables import Book
from .sandbox import SHIPPED, NoSuch, environment

_FAULTS_OF_TEMPLATES = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
)
_MOST_PLACES = 4
_NO_FILTER = re.compile(r"No (filter|test) named '([^']*)'")
_NO_MACRO = re.compile(r"the template '([^']*)' .* does not export the requested name '([^']*)'")
_NO_PARENT = re.compile(r"there is no parent block called '([^']*)'")


@contextmanager
def faults(book: Book, templates: Path | None) -> Iterator[None]:
    """Whatever goes wrong in the templates of a book becomes a TemplateFault."""
    try:
        yield
    except _FAULTS_OF_TEMPLATES as error:
        raise _fault(error, book.template, templates) from error


def check_blocks(template: str, templates: Path) -> None:
    """Raise TemplateFault for a block that replaces nothing: Jinja passes it over without a word."""
    known, seen = environment(templates), set()
    while template not in seen and (extended := _extended(known, template)) is not None:
        seen.add(template)
        parent, line, blocks = extended
        try:
            there = _blocks(known, parent)
        except TemplateNotFound as error:
            sentence = _("{where}: {reason}").format(
                where=_place(template, line), reason=_reason(error, known, template, line)
            )
            raise TemplateFault(sentence, line) from error
        for block in blocks:
            if block.name not in there:
                reason = _("there is no block “{name}” in {template}").format(
                    name=block.name, template=parent
                )
                sentence = _("{where}: {reason}").format(
                    where=_place(template, block.lineno), reason=reason + text.did_you_mean(block.name, there)
                )
                raise TemplateFault(sentence, block.lineno)
        template = parent


def where(error: BaseException, template: str, templates: Path | None) -> list[tuple[str, int]]:
    """The templates and lines through which an error came, the place itself first."""
    folders = [(resources.templates(), "" if templates is None else f"{SHIPPED}/")]
    if templates is not None:
        folders.insert(0, (templates, ""))
    places = [
        (prefix + Path(frame.filename).relative_to(folder).as_posix(), frame.lineno or 0)
        for frame in reversed(traceback.extract_tb(error.__traceback__))
        for folder, prefix in folders
        if Path(frame.filename).is_relative_to(folder)
    ]
    return list(dict.fromkeys(places)) or [(template, 0)]


def _fault(error: Exception, template: str, templates: Path | None) -> TemplateFault:
    """The fault with the template and the line where it lies, and with those that led there."""
    if isinstance(error, TemplateSyntaxError):
        places = [(error.name or template, error.lineno)]
    else:
        places = where(error, template, templates)
    name, line = places[0]
    shown = ", ".join(_place(*place) for place in places[:_MOST_PLACES])
    reason = text.short(_reason(error, environment(templates), name, line), 300)
    return TemplateFault(_("{where}: {reason}").format(where=shown, reason=reason), line or None)


def _place(name: str, line: int) -> str:
    return _("{name} line {line}").format(name=name, line=line)


def _reason(error: Exception, known: Environment, template: str, line: int) -> str:
    """Why, and the nearest name that is there."""
    if isinstance(error, TemplateNotFound):
        missing = (
            error.templates[0] if isinstance(error, TemplatesNotFound) and error.templates else error.name
        )
        there = known.list_templates(extensions=["j2"])
        return _("the template {name} does not exist").format(name=missing) + text.did_you_mean(
            str(missing), there
        )
    if isinstance(error, NoSuch):
        return _no_such(error, known, template, line)
    message = str(error) or type(error).__name__
    if match := _NO_FILTER.search(message):
        kind, name = match.groups()
        if kind == "filter":
            return _("there is no filter “{name}”").format(name=name) + text.did_you_mean(name, known.filters)
        return _("there is no test “{name}”").format(name=name) + text.did_you_mean(name, known.tests)
    if match := _NO_MACRO.search(message):
        there = macros(known, match[1])
        return _("there is no macro “{name}” in {template}").format(
            name=match[2], template=match[1]
        ) + text.did_you_mean(match[2], there)
    if match := _NO_PARENT.search(message):
        return _("the block “{name}” replaces none, so there is nothing for super()").format(name=match[1])
    if isinstance(error, RecursionError):
        return _("a macro or a template calls itself without end")
    return message


def _no_such(error: NoSuch, known: Environment, template: str, line: int) -> str:
    """A name that is not there, as the line has it: with what stands before the dot."""
    if error.name.isdecimal():
        return _("the list has no item {number}").format(number=error.name)
    owner = "" if error.variable else _owner(error.name, known, template, line)
    there = [*error.known, *known.globals] if error.variable else error.known
    sentence = _("there is no “{name}”").format(name=owner + error.name)
    meant = text.did_you_mean(error.name, there, called={name: owner + name for name in there})
    return sentence + (meant or _("; “bimtek templates reference” lists the names"))


def _owner(name: str, known: Environment, template: str, line: int) -> str:
    """``city.`` where the line has ``city.naem``; "" where it has several of that name, or none."""
    try:
        source, _file, _current = known.loader.get_source(known, template)  # type: ignore[union-attr]
    except TemplateError:
        return ""
    row = "".join(source.splitlines()[line - 1 : line])
    owners = set(re.findall(rf"(\w[\w.]*\.){re.escape(name)}\b", row))
    return owners.pop() if len(owners) == 1 else ""


# What stands in templates -----------------------------------------------------------------------------------


def parsed(known: Environment, template: str) -> nodes.Template:
    """A template as Jinja reads it. Raises TemplateNotFound and TemplateSyntaxError."""
    source, file, _current = known.loader.get_source(known, template)  # type: ignore[union-attr]
    return known.parse(source, template, file)


def macros(known: Environment, template: str) -> list[str]:
    """The macros of a template by name, in their order."""
    return [macro.name for macro in parsed(known, template).find_all(nodes.Macro)]


def _extended(known: Environment, template: str) -> tuple[str, int, list[nodes.Block]] | None:
    """The template that this one extends, in which line, and the blocks of this one that stand in no other."""
    read = parsed(known, template)
    extended = parent(read)
    return extended and (*extended, [block for block in read.body if isinstance(block, nodes.Block)])


def parent(read: nodes.Template) -> tuple[str, int] | None:
    """The template that one extends, and in which line; None where that is none, or only known when it is rendered."""
    extends = read.find(nodes.Extends)
    if extends is None or not isinstance(extends.template, nodes.Const):
        return None
    return str(extends.template.value), extends.lineno


def _blocks(known: Environment, template: str) -> set[str]:
    """The blocks of a template and of those that it extends."""
    names: set[str] = set()
    seen: set[str] = set()
    while template not in seen:
        seen.add(template)
        read = parsed(known, template)
        names |= {block.name for block in read.find_all(nodes.Block)}
        extended = parent(read)
        if extended is None:
            break
        template = extended[0]
    return names
