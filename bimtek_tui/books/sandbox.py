"""Where templates come from and what they may do: one Jinja environment for ours, a bounded one for those of others.

Strict: what is not there is a fault, never an empty place. Nothing random and no clock is within reach, so the same
session and templates give the same bytes anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    UndefinedError,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from .. import resources
from ..i18n import _
from . import gaps, names
from .views.base import View

SHIPPED = "shipped"
"""The prefix under which the shipped templates can be named where a folder of somebody's own goes before them."""
TEXT = 16_000_000
"""Characters that a template of others may make; all four books of 5,000 programs have a third of that."""
TEMPLATE = 1_000_000
"""Bytes of one template of others."""
_SUFFIX = ".j2"
_BITS = 4_096
_ITEMS = 1_000_000
"""How large a whole number may become by multiplying, and how long a text or a list."""


class TooMuchText(Exception):
    """A template of others made more text than a book may have."""


class NoSuch(UndefinedError):
    """A name that is not there; `known` are those that are."""

    def __init__(self, name: str, known: list[str], variable: bool) -> None:
        super().__init__(name)
        self.name = name
        self.known = known
        self.variable = variable


class Missing(StrictUndefined):
    """What is not there. Jinja asks it for a message only to raise it: what is raised instead knows more."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        if issubclass(self._undefined_exception, SecurityError):
            raise SecurityError(_("“{name}” is closed to templates").format(name=name))
        if self._undefined_hint:
            return str(self._undefined_hint)
        variable = self._undefined_obj is missing
        raise NoSuch(name, names.variables() if variable else names.of(self._undefined_obj), variable)


class _Context(Context):
    """What a template is rendered with; a block with values of its own (`scoped`) has the blocks of the book, too."""

    def derived(self, locals: dict[str, Any] | None = None) -> Context:
        made = super().derived(locals)
        made.blocks = self.blocks
        return made


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that lets views go by: what they show under a public name is data and nothing else.

    Looking at each value anew would take half of the time that a book needs.
    """

    context_class = _Context

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, View) and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass
        return super().getattr(obj, attribute)


def _joined(parts: Iterable[str]) -> str:
    """The parts as one text. Raises TooMuchText."""
    kept, length = [], 0
    for part in parts:
        length += len(part)
        if length > TEXT:
            raise TooMuchText
        kept.append(part)
    return "".join(kept)


class Bounded(Sandbox):
    """The sandbox for templates of others: what it joins and multiplies has bounds."""

    concat = staticmethod(_joined)
    intercepted_binops = frozenset(("*", "**"))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply, unless that makes something huge. Raises OverflowError."""
        if _size(operator, left, right):
            raise OverflowError(_("the result of {operator} is too large").format(operator=operator))
        return super().call_binop(context, operator, left, right)


def _size(operator: str, left: Any, right: Any) -> bool:
    """Whether a product or a power is larger than a template can need."""
    if isinstance(left, int) and isinstance(right, int):
        if operator == "**":
            return left.bit_length() * abs(right) > _BITS
        return left.bit_length() + right.bit_length() > _BITS
    for operand, times in ((left, right), (right, left)):
        if isinstance(times, int) and hasattr(operand, "__len__"):
            return len(operand) * times > _ITEMS
    return False


class _Own(FileSystemLoader):
    """Templates of a folder and of nothing around it, also where a link leads out of it."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The source. Raises TemplateNotFound, also for what is no template or too large for one."""
        if not (template.endswith(_SUFFIX) and self._place(template)):
            raise TemplateNotFound(template)
        try:
            return super().get_source(environment, template)
        except (OSError, UnicodeDecodeError, ValueError):
            raise TemplateNotFound(template) from None

    def _place(self, template: str) -> Path | None:
        """The file, if it lies within the folder and is one that can be read to its end."""
        folder = Path(self.searchpath[0])
        try:
            real = (folder / template).resolve()
            within = real.is_relative_to(folder.resolve()) and real.is_file()
            return real if within and real.stat().st_size <= TEMPLATE else None
        except (OSError, ValueError, RuntimeError):
            return None


@cache
def environment(templates: Path | None, marking: bool = False, final: bool = False) -> Environment:
    """Where templates come from, and what they can do; `marking` marks what is missing, for a preview; `final` leaves it out.

    `templates` is a folder of others: its templates go before the shipped ones, which it can name as ``shipped/...``.
    """
    shipped = FileSystemLoader(resources.templates())
    made = (Sandbox if templates is None else Bounded)(
        loader=shipped
        if templates is None
        else ChoiceLoader([PrefixLoader({SHIPPED: shipped}), _Own(templates), shipped]),
        undefined=Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    made.globals["draft"] = not final  # a global, for partials that are imported see no other variable
    made.filters |= gaps.filters(marking, final)
    del made.filters["random"], made.globals["lipsum"]
    return made
