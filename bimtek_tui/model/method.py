"""A method file as typed values: what the host of the workshop fixes, and another host may change.

Texts stand there in Indonesian and, with ``_en``, in English; `wording` picks the one for the language spoken now.
Books always take the Indonesian one.
"""

from __future__ import annotations

import datetime as dt
import re
import threading
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from .. import i18n, resources, text
from ..errors import UnreadableFile
from ..i18n import _
from .method_tables import (
    Block,
    Book,
    Criterion,
    Day,
    Dimension,
    Element,
    Gate,
    Item,
    Model,
    Named,
    Panel,
    Renamed,
    Source,
    Stage,
    Track,
)
from .workshop_entries import COLOR


class Method(Struct, frozen=True, kw_only=True, dict=True):
    """A whole method file; `legal_basis` are the regulations that a new session rests on, as books print them."""

    schema_version: int
    id: str
    name: str
    name_en: str
    day_start: str
    legal_basis: tuple[str, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    dimension: tuple[Dimension, ...]
    element: tuple[Element, ...]
    stage: tuple[Stage, ...]
    panel: tuple[Panel, ...]
    gate: tuple[Gate, ...]
    criterion: tuple[Criterion, ...]
    funding: tuple[Source, ...]
    track: tuple[Track, ...] = ()
    model: tuple[Model, ...]
    book: tuple[Book, ...]

    def name_on(self, day: dt.date | None) -> str:
        """What it was called on a day, as ministries change their names; the first name where no day is known."""
        names = [renamed.name for renamed in self.renamed if day is not None and renamed.since <= day]
        return names[-1] if names else self.name

    @cached_property
    def dimensions(self) -> dict[str, Dimension]:
        """Dimensions by id."""
        return {dimension.id: dimension for dimension in self.dimension}

    @cached_property
    def tracks(self) -> dict[str, Track]:
        """Enabling tracks of programs by id; a method may have none."""
        return {track.id: track for track in self.track}

    @cached_property
    def subdimensions(self) -> dict[str, Named]:
        """Sub-dimensions of all dimensions by id."""
        return {sub.id: sub for dimension in self.dimension for sub in dimension.sub}

    @cached_property
    def elements(self) -> dict[str, Element]:
        """Elements of readiness by id."""
        return {element.id: element for element in self.element}

    @cached_property
    def aspects(self) -> dict[str, Named]:
        """Aspects of all readiness elements by id."""
        return {aspect.id: aspect for element in self.element for aspect in element.aspect}

    @cached_property
    def homes(self) -> dict[str, dict[str, str]]:
        """By key (``subdimension``, ``aspect``) the dimension or element that each of its values belongs to."""
        return {
            "subdimension": {sub.id: dimension.id for dimension in self.dimension for sub in dimension.sub},
            "aspect": {aspect.id: element.id for element in self.element for aspect in element.aspect},
        }

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources of funding by id."""
        return {source.id: source for source in self.funding}

    @cached_property
    def gates(self) -> dict[str, Gate]:
        """Gates of quick wins by id."""
        return {gate.id: gate for gate in self.gate}

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """Criteria of quick wins by id."""
        return {criterion.id: criterion for criterion in self.criterion}

    @cached_property
    def stages(self) -> dict[str, Stage]:
        """Stages by id."""
        return {stage.id: stage for stage in self.stage}

    @cached_property
    def days(self) -> dict[str, Day]:
        """The days of all stages by the id they have in a session (``stage-1/1``)."""
        return {
            f"{stage.id}/{day}": Day(
                id=f"{stage.id}/{day}",
                name=f"{stage.short}, hari {day}",
                name_en=f"{stage.short_en}, day {day}",
                also=(f"{stage.number}/{day}", f"Tahap {stage.number} hari {day}"),
            )
            for stage in self.stage
            for day in sorted({block.day for block in stage.block})
        }

    @cached_property
    def items(self) -> dict[str, Item]:
        """Checklist items by the id they have in a session (``stage-1/<item>``)."""
        return {f"{stage.id}/{item.id}": item for stage in self.stage for item in stage.item}

    @cached_property
    def blocks(self) -> dict[str, Block]:
        """Agenda blocks by the id they have in a session (``stage-1/1/<block>``)."""
        return {f"{stage.id}/{block.day}/{block.id}": block for stage in self.stage for block in stage.block}

    @cached_property
    def panels(self) -> dict[str, Panel]:
        """Panels by id."""
        return {panel.id: panel for panel in self.panel}

    @cached_property
    def indicators(self) -> dict[str, Named]:
        """Indicators of all assessment models by id."""
        return {
            indicator.id: indicator
            for model in self.model
            for part in model.part
            for indicator in part.indicator
        }

    @cached_property
    def books(self) -> dict[str, Book]:
        """Books by id."""
        return {book.id: book for book in self.book}

    def values(self, table: str, key: str) -> dict[str, Any] | None:
        """What the method allows for a key of a kind, by id, or None where it has no say."""
        tables: dict[tuple[str, str], dict[str, Any] | None] = {
            ("readiness", "aspect"): self.aspects,
            ("program", "subdimension"): self.subdimensions,
            ("program", "track"): self.tracks or None,
            ("text", "book"): self.books,
            ("picture", "book"): self.books,
            ("score", "criterion"): self.criteria,
            ("assessment", "indicator"): self.indicators,
            ("stage", "id"): self.stages,
            ("checklist", "id"): self.items,
            ("agenda", "id"): self.blocks,
            ("participant", "attended"): self.days,
            ("note", "stage"): self.stages,
            ("round", "stage"): self.stages,
            ("program", "funding"): self.sources,
            ("budget", "funding"): self.sources,
            ("quick_win", "gates_met"): self.gates,
            ("quick_win", "gates_failed"): self.gates,
        }
        return self.dimensions if key == "dimension" else tables.get((table, key))


def wording(thing: Any, key: str = "name") -> str:
    """A text of the method in the language spoken now: `key` or `key` with ``_en``."""
    if i18n.language() == "en":
        key = f"{key}_en" if hasattr(thing, f"{key}_en") else key
    value: str = getattr(thing, key)
    return value


def name_of(things: Mapping[str, Any], id: str) -> str:
    """What the screen calls one of these things of the method; an id that it does not have stands for itself."""
    return label(things[id]) if id in things else id


def place(things: Mapping[str, Any], id: str) -> tuple[int, str]:
    """By what ids are sorted in the order of the method; those that it does not have stand behind, by themselves."""
    return (list(things).index(id), "") if id in things else (len(things), id)


def label(thing: Any, key: str = "name") -> str:
    """What the screen calls something of the method: its short name where it has one."""
    return wording(thing, "short" if key == "name" and hasattr(thing, "short") else key)


_NAME = re.compile(r"[a-z0-9-]{1,60}")
_one_builds = threading.Lock()
"""As in `kinds`: msgspec crashes when two threads are the first to read the same struct."""


def load(method: str, templates: Path | None = None) -> Method:
    """The method of this id: from ``methods/`` in this folder of others if it is there, else from the shipped files.

    Raises UnreadableFile with the place and the way out when there is none, when it can't be read, and when this
    program can't work with it.
    """
    name = text.short(method, 40)
    shipped = resources.method_file(method if _NAME.fullmatch(method) else "")
    own = templates / "methods" / shipped.name if templates else None
    if own is not None and own.exists():
        return _of_others(own, method)
    if not shipped.is_file():
        known = sorted({path.stem for file in (shipped, own) if file for path in file.parent.glob("*.toml")})
        raise UnreadableFile(
            _(
                "there is no method “{method}” here; known methods: {known}; --templates DIR names the folder that has it"
            ).format(method=name, known=", ".join(known) or "–")
        )
    return _shipped(shipped)


@lru_cache(maxsize=8)
def _shipped(file: Path) -> Method:
    """A method that was shipped with the program, read once: whoever looks at many sessions needs it for each."""
    return _read(file)


_TABLES = (
    *("dimension", "element", "stage", "panel", "gate", "criterion", "funding", "track", "model", "book"),
)
"""Lists that every method has, if empty ones."""


def unknown(id: str) -> Method:
    """A method that is not here: it says nothing, so that ids stand for themselves."""
    name = text.short(id, 40)
    nothing: dict[str, Any] = dict.fromkeys(_TABLES, ())
    return Method(schema_version=1, id=name, name=name, name_en=name, day_start="", **nothing)


def _read(file: Path, clean: bool = False) -> Method:
    """A method file; with `clean` its texts pass the gate that all text of people passes. Raises UnreadableFile."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        with _one_builds:
            return msgspec.convert(_cleaned(content) if clean else content, Method)
    except (
        OSError,
        UnicodeDecodeError,
        tomllib.TOMLDecodeError,
        msgspec.ValidationError,
        RecursionError,
    ) as error:
        raise UnreadableFile(
            _("{file}: the method can't be read: {reason}").format(file=file, reason=error)
        ) from error


# Methods of others ------------------------------------------------------------------------------------------

_LARGEST = 1_000_000
"""Bytes of a method file of others."""
_TEMPLATE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.md\.j2")


def _of_others(file: Path, method: str) -> Method:
    """A method that somebody else wrote. Raises UnreadableFile, also for one that this program can't work with."""
    folder = file.parent.parent
    try:
        inside = file.resolve().is_relative_to(folder.resolve()) and file.is_file()
        reason = (
            ""
            if inside and file.stat().st_size <= _LARGEST
            else _("it is no file of this folder, or too large")
        )
    except OSError as error:
        reason = error.strerror or str(error)
    if not reason:
        try:
            theirs = _read(file, clean=True)
        except UnreadableFile as error:
            raise UnreadableFile(
                _("{error}; mend it, or leave out --templates").format(error=error)
            ) from error
        reason = next(_misfits(theirs, method), "")
        if not reason:
            return theirs
    raise UnreadableFile(
        _("{file}: this method can't be used: {reason}; “bimtek templates copy” gives a shipped one").format(
            file=file, reason=reason
        )
    )


def _cleaned(content: Any) -> Any:
    if isinstance(content, dict):
        return {key: _cleaned(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_cleaned(value) for value in content]
    return text.line(content) if isinstance(content, str) else content


def _misfits(theirs: Method, method: str) -> Iterator[str]:
    """What keeps this program from working with a method, one sentence each."""
    ours = load("kominfo-1")
    if theirs.schema_version != ours.schema_version:
        yield _("its schema_version is {found}, and must be {wanted}").format(
            found=theirs.schema_version, wanted=ours.schema_version
        )
    if theirs.id != method:
        yield _("its id is “{found}”, and its file is called “{name}”").format(found=theirs.id, name=method)
    for table in ("dimension", "stage", "panel", "book"):
        if not getattr(theirs, table):
            yield _("it has no [[{table}]]").format(table=table)
    for table, things in _listed(theirs):
        ids = [thing.id for thing in things]
        for id in ids:
            if not _NAME.fullmatch(id):
                yield _("“{id}” in [[{table}]] is no id").format(id=text.short(id, 40), table=table)
            if ids.count(id) > 1:
                yield _("the id “{id}” is there twice in [[{table}]]").format(id=id, table=table)
    for dimension in theirs.dimension:
        if dimension.color and not COLOR.fullmatch(dimension.color):
            yield _("“{color}” of the dimension “{id}” is no colour such as #0072b2").format(
                color=text.short(dimension.color, 40), id=dimension.id
            )
    panels = {panel.id for panel in theirs.panel}
    if panels != {panel.id for panel in ours.panel}:
        yield _("its panels are not those that this program has: {known}").format(
            known=", ".join(panel.id for panel in ours.panel)
        )
    for stage in theirs.stage:
        parts: tuple[Item | Block, ...] = (*stage.item, *stage.block)
        for named in parts:
            if named.panel is not None and named.panel not in panels:
                yield _("“{id}” names the panel “{panel}”, which there is not").format(
                    id=named.id, panel=named.panel
                )
        if any(block.minutes <= 0 for block in stage.block):
            yield _("a block of “{id}” has no minutes").format(id=stage.id)
    for panel in theirs.panel:
        if panel.stage is not None and panel.stage not in theirs.stages:
            yield _("“{id}” names the stage “{stage}”, which there is not").format(
                id=panel.id, stage=panel.stage
            )
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", theirs.day_start):
        yield _("“{value}” is no time of day").format(value=theirs.day_start)
    if (theirs.criterion and sum(criterion.weight for criterion in theirs.criterion) <= 0) or any(
        criterion.weight < 0 for criterion in theirs.criterion
    ):
        yield _("the weights of its criteria have no positive sum")
    for model in theirs.model:
        if model.scale_min >= model.scale_max:
            yield _("the scale of “{id}” has no length").format(id=model.id)
    templates = [book.template for book in theirs.book]
    for template in templates:
        if not _TEMPLATE.fullmatch(template) or templates.count(template) > 1:
            yield _("“{name}” is no name of a template of its own, such as {example}").format(
                name=text.short(template, 40), example=ours.book[0].template
            )


def _listed(method: Method) -> Iterator[tuple[str, Sequence[Any]]]:
    """The lists of a method whose ids must differ."""
    for table in _TABLES:
        yield table, getattr(method, table)
    yield "dimension.sub", [sub for dimension in method.dimension for sub in dimension.sub]
    yield "element.aspect", [aspect for element in method.element for aspect in element.aspect]
    for stage in method.stage:
        yield "stage.item", stage.item
        for day in (1, 2):
            yield "stage.block", [block for block in stage.block if block.day == day]
