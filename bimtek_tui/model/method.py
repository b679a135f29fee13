"""A method file as typed values: what the host of the workshop fixes, and another host may change.

Texts stand there in Indonesian and, with ``_en``, in English; `said` picks the one for the language spoken now.
Books always take the Indonesian one.
"""

from __future__ import annotations

import re
import threading
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from .. import i18n, resources, text
from ..errors import UnreadableFile
from ..i18n import _
from .method_tables import Block, Book, Criterion, Dimension, Element, Gate, Item, Model, Named, Panel, Stage


class Method(Struct, frozen=True, kw_only=True, dict=True):
    """A whole method file."""

    schema_version: int
    id: str
    name: str
    name_en: str
    day_start: str
    dimension: tuple[Dimension, ...]
    element: tuple[Element, ...]
    stage: tuple[Stage, ...]
    panel: tuple[Panel, ...]
    gate: tuple[Gate, ...]
    criterion: tuple[Criterion, ...]
    funding: tuple[Named, ...]
    track: tuple[Named, ...] = ()
    model: tuple[Model, ...]
    book: tuple[Book, ...]

    @cached_property
    def dimensions(self) -> dict[str, Dimension]:
        """Dimensions by id."""
        return {one.id: one for one in self.dimension}

    @cached_property
    def subdimensions(self) -> dict[str, Named]:
        """Sub-dimensions of all dimensions by id."""
        return {sub.id: sub for one in self.dimension for sub in one.sub}

    @cached_property
    def elements(self) -> dict[str, Element]:
        """Elements of readiness by id."""
        return {one.id: one for one in self.element}

    @cached_property
    def aspects(self) -> dict[str, Named]:
        """Aspects of all readiness elements by id."""
        return {aspect.id: aspect for one in self.element for aspect in one.aspect}

    @cached_property
    def homes(self) -> dict[str, dict[str, str]]:
        """By key (``subdimension``, ``aspect``) the dimension or element that each of its values belongs to."""
        return {
            "subdimension": {sub.id: one.id for one in self.dimension for sub in one.sub},
            "aspect": {aspect.id: one.id for one in self.element for aspect in one.aspect},
        }

    @cached_property
    def sources(self) -> dict[str, Named]:
        """Sources of funding by id."""
        return {one.id: one for one in self.funding}

    @cached_property
    def gates(self) -> dict[str, Gate]:
        """Gates of quick wins by id."""
        return {one.id: one for one in self.gate}

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """Criteria of quick wins by id."""
        return {one.id: one for one in self.criterion}

    @cached_property
    def stages(self) -> dict[str, Stage]:
        """Stages by id."""
        return {one.id: one for one in self.stage}

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
        return {one.id: one for one in self.panel}

    @cached_property
    def indicators(self) -> dict[str, Named]:
        """Indicators of all assessment models by id."""
        return {one.id: one for model in self.model for part in model.part for one in part.indicator}

    @cached_property
    def books(self) -> dict[str, Book]:
        """Books by id."""
        return {one.id: one for one in self.book}

    def values(self, table: str, key: str) -> dict[str, Any] | None:
        """What the method allows for a key of a kind, by id, or None where it has no say."""
        found: dict[tuple[str, str], dict[str, Any] | None] = {
            ("readiness", "aspect"): self.aspects,
            ("program", "subdimension"): self.subdimensions,
            ("program", "track"): {one.id: one for one in self.track} or None,
            ("text", "book"): self.books,
            ("picture", "book"): self.books,
            ("score", "criterion"): self.criteria,
            ("assessment", "indicator"): self.indicators,
            ("stage", "id"): self.stages,
            ("checklist", "id"): self.items,
            ("agenda", "id"): self.blocks,
            ("note", "stage"): self.stages,
            ("round", "stage"): self.stages,
            ("program", "funding"): self.sources,
            ("budget", "funding"): self.sources,
            ("quick_win", "gates_met"): self.gates,
            ("quick_win", "gates_failed"): self.gates,
        }
        return self.dimensions if key == "dimension" else found.get((table, key))


def said(thing: Any, key: str = "name") -> str:
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
    return said(thing, "short" if key == "name" and hasattr(thing, "short") else key)


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
            _("there is no method “{method}” here; known methods: {known}").format(
                method=name, known=", ".join(known) or "–"
            )
        )
    return _read(shipped)


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
            found = _read(file, clean=True)
        except UnreadableFile as error:
            raise UnreadableFile(
                _("{error}; mend it, or leave out --templates").format(error=error)
            ) from error
        reason = next(_misfits(found, method), "")
        if not reason:
            return found
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


def _misfits(found: Method, method: str) -> Iterator[str]:
    """What keeps this program from working with a method, one sentence each."""
    ours = load("kominfo-1")
    if found.schema_version != ours.schema_version:
        yield _("its schema_version is {found}, and must be {wanted}").format(
            found=found.schema_version, wanted=ours.schema_version
        )
    if found.id != method:
        yield _("its id is “{found}”, and its file is called “{name}”").format(found=found.id, name=method)
    for table in ("dimension", "stage", "panel", "book"):
        if not getattr(found, table):
            yield _("it has no [[{table}]]").format(table=table)
    for table, things in _listed(found):
        ids = [one.id for one in things]
        for one in ids:
            if not _NAME.fullmatch(one):
                yield _("“{id}” in [[{table}]] is no id").format(id=text.short(one, 40), table=table)
            if ids.count(one) > 1:
                yield _("the id “{id}” is there twice in [[{table}]]").format(id=one, table=table)
    panels = {one.id for one in found.panel}
    if panels != {one.id for one in ours.panel}:
        yield _("its panels are not those that this program has: {known}").format(
            known=", ".join(one.id for one in ours.panel)
        )
    for stage in found.stage:
        parts: tuple[Item | Block, ...] = (*stage.item, *stage.block)
        for named in parts:
            if named.panel is not None and named.panel not in panels:
                yield _("“{id}” names the panel “{panel}”, which there is not").format(
                    id=named.id, panel=named.panel
                )
        if any(one.minutes <= 0 for one in stage.block):
            yield _("a block of “{id}” has no minutes").format(id=stage.id)
    for panel in found.panel:
        if panel.stage is not None and panel.stage not in found.stages:
            yield _("“{id}” names the stage “{stage}”, which there is not").format(
                id=panel.id, stage=panel.stage
            )
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", found.day_start):
        yield _("“{value}” is no time of day").format(value=found.day_start)
    if (found.criterion and sum(one.weight for one in found.criterion) <= 0) or any(
        one.weight < 0 for one in found.criterion
    ):
        yield _("the weights of its criteria have no positive sum")
    for model in found.model:
        if model.scale_min >= model.scale_max:
            yield _("the scale of “{id}” has no length").format(id=model.id)
    templates = [one.template for one in found.book]
    for one in templates:
        if not _TEMPLATE.fullmatch(one) or templates.count(one) > 1:
            yield _("“{name}” is no name of a template of its own, such as {example}").format(
                name=text.short(one, 40), example=ours.book[0].template
            )


def _listed(found: Method) -> Iterator[tuple[str, Sequence[Any]]]:
    """The lists of a method whose ids must differ."""
    for table in (
        "dimension",
        "element",
        "stage",
        "panel",
        "gate",
        "criterion",
        "funding",
        "track",
        "model",
        "book",
    ):
        yield table, getattr(found, table)
    yield "dimension.sub", [sub for one in found.dimension for sub in one.sub]
    yield "element.aspect", [aspect for one in found.element for aspect in one.aspect]
    for stage in found.stage:
        yield "stage.item", stage.item
        for day in (1, 2):
            yield "stage.block", [one for one in stage.block if one.day == day]
