"""The tables of a method file, one struct each: stages, dimensions, criteria, models of assessment, books and the rest."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec
from msgspec import Struct


class Item(Struct, frozen=True, kw_only=True):
    """One line of a stage's checklist; `condition` names the test by which the program sees it done."""

    id: str
    group: Literal["before", "during", "after"]
    text: str
    text_en: str
    panel: str
    condition: str | None = None


class Block(Struct, frozen=True, kw_only=True):
    """One block of a stage's agenda."""

    id: str
    day: Literal[1, 2]
    minutes: int
    name: str
    name_en: str
    panel: str | None = None


class Stage(Struct, frozen=True, kw_only=True):
    id: str
    number: int
    name: str
    name_en: str
    short: str
    short_en: str
    purpose: str
    purpose_en: str
    block: tuple[Block, ...]
    item: tuple[Item, ...]


class Named(Struct, frozen=True, kw_only=True):
    id: str
    name: str
    name_en: str


class Renamed(Struct, frozen=True, kw_only=True):
    """Another name of the method from a day on."""

    since: dt.date
    name: str
    name_en: str


class Day(Named, frozen=True, kw_only=True):
    """A day of a stage; `also` is what people write for it besides its name."""

    also: tuple[str, ...]


class Source(Named, frozen=True, kw_only=True):
    """A source of funding; `also` is what people write for it besides its name."""

    also: tuple[str, ...] = ()


class Track(Named, frozen=True, kw_only=True):
    """An enabling track of programs; `also` is what people write for it besides its name."""

    also: tuple[str, ...] = ()


class Dimension(Named, frozen=True, kw_only=True):
    """A dimension; `color` (``#rrggbb``) is what pictures show it in, "" where the method gives it none."""

    short: str
    short_en: str
    sub: tuple[Named, ...]
    color: str = ""


class Element(Named, frozen=True, kw_only=True):
    aspect: tuple[Named, ...]


class Panel(Named, frozen=True, kw_only=True):
    short: str
    short_en: str
    purpose: str
    purpose_en: str
    stage: str | None = None


class Gate(Struct, frozen=True, kw_only=True):
    id: str
    text: str
    text_en: str


class Criterion(Named, frozen=True, kw_only=True):
    weight: int
    inverse: bool = False


class Part(Named, frozen=True, kw_only=True):
    role: Literal["pillar", "enabler", "aspect"]
    weight: int | None = None
    indicator: tuple[Named, ...] = ()


class Level(Struct, frozen=True, kw_only=True):
    id: str
    name: str
    text: str
    text_en: str
    start: int = msgspec.field(name="from")


class Size(Named, frozen=True, kw_only=True):
    above: int


class Model(Named, frozen=True, kw_only=True):
    scale_min: int
    scale_max: int
    part: tuple[Part, ...]
    goal: str = ""
    goal_en: str = ""
    level: tuple[Level, ...] = ()
    levels_are_assumed: bool = False
    size: tuple[Size, ...] = ()


class Book(Struct, frozen=True, kw_only=True):
    id: str
    number: int
    title: str
    title_en: str
    template: str

    @property
    def name(self) -> str:
        """What a list of books calls it."""
        return self.title

    @property
    def name_en(self) -> str:
        return self.title_en

    @property
    def file(self) -> str:
        """The name of the Markdown file that the book is written to."""
        return self.template.removesuffix(".j2")
