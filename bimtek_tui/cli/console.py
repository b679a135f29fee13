"""How the command line talks: help in the chosen language, clean text on any terminal, one sentence per mistake.

Help texts are English sentences marked with `N_`, translated when they are shown.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from .. import text
from ..errors import FINE, BimtekError
from ..i18n import LANGUAGES, N_, _
from .completion import complete

_HELP = N_("Show this help.")
_BREAKS = re.compile(r"[\r\n]+")


class WrongUse(BimtekError):
    """Words on the command line that do not fit; the sentence says what does."""


def say(message: str) -> None:
    """Print a line (or several) to standard output, clean of what terminals obey, in any encoding.

    When nobody reads any more (a closed pipe) the rest is printed to nowhere and the command goes on. Raises
    BimtekError when the output can't be written for another reason.
    """
    try:
        print(text.clean(message), flush=True)  # noqa: T201 - the one place that prints
    except OSError as error:
        _output_failed(error)


def say_exactly(content: bytes) -> None:
    """Write bytes to standard output as they are, to be read by a program. Raises BimtekError as `say` does."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except OSError as error:
        _output_failed(error)


def complain(sentence: str) -> None:
    """Print one sentence to standard error, on one line whatever it holds."""
    try:
        print(text.clean(_BREAKS.sub(" ", sentence)).replace("\n", " "), file=sys.stderr)  # noqa: T201
    except OSError:
        return  # there is nobody left to tell


def shown(path: Path | str) -> str:
    """A file name as it may be printed: on one line, without what terminals obey."""
    return text.line(str(path)) or "?"


def _output_failed(error: OSError) -> None:
    """Point standard output at nothing, so that no later flush fails; go on when nobody reads any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    if error.errno in (errno.EPIPE, errno.EINVAL):
        return
    reason = _("it is closed") if error.errno == errno.EBADF else error.strerror or error
    raise BimtekError(_("the output can't be written: {reason}").format(reason=reason)) from error


_SENTENCE = re.compile(r"\. (?=[\w“-])")
"""The end of a sentence; not “1. ”."""


class _Spoken:
    """Help in the chosen language, with an example, for commands and for the group."""

    examples: tuple[str, ...] = ()
    help: str | None
    params: list[click.Parameter]

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), **more: Any) -> None:
        self.examples = examples
        super().__init__(*args, **more)
        complete(self.params)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that shows the help, as everything is shown."""
        option: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.callback = _show_help
        return option

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - the list folds it
        """The first sentence of the help, whole."""
        return _SENTENCE.split(_(self.help or ""))[0].rstrip(".")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands behind the command in the usage line."""
        pieces: list[str] = super().collect_usage_pieces(ctx)  # type: ignore[misc]
        labels = {"[OPTIONS]": _("[OPTIONS]"), "[COMMAND] [ARGS]...": _("[COMMAND] ...")}
        return [labels.get(piece, piece) for piece in pieces]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The whole help: usage, what the command does, options, an example."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=_("Usage: "))
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(self.help or ""))
        if isinstance(self, click.Group):
            commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
            with formatter.section(_("Commands")):
                formatter.write_dl(
                    [(name, command.get_short_help_str()) for name, command in commands if command]
                )
        options = [
            (record[0], _(_HELP) if "--help" in param.opts else _(param.help or ""))
            for param in self.get_params(ctx)  # type: ignore[attr-defined]
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx))
        ]
        with formatter.section(_("Options")):
            formatter.write_dl(options)
        with formatter.section(_("Example")):
            for line in self.examples:
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


def _show_help(context: click.Context, _param: click.Parameter, is_wanted: bool) -> None:
    if is_wanted and not context.resilient_parsing:
        say(context.get_help())
        context.exit()


class Command(_Spoken, click.Command):
    """A subcommand whose help speaks the chosen language."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the words of the command line; words that are too many are a mistake."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise WrongUse(
                _("“{command}” does not take “{words}”; see {command} --help").format(
                    command=ctx.command_path, words=" ".join(rest)
                )
            )
        return rest


class Group(_Spoken, click.Group):
    """The command itself. `places` gives module and name of subcommands that are imported when they are named."""

    def __init__(self, *args: Any, places: Mapping[str, str] | None = None, **more: Any) -> None:
        self.places = places or {}
        super().__init__(*args, **more)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The subcommands in the order in which people need them."""
        return [*self.places, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The subcommand of this name, or None."""
        if cmd_name not in self.places:
            return self.commands.get(cmd_name)
        module, _colon, name = self.places[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f".{module}", __package__), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand named; a name that is none is a sentence with the nearest one."""
        if args[0] not in (known := self.list_commands(ctx)) and not ctx.resilient_parsing:
            message = _("there is no command “{name}”").format(name=args[0])
            message += text.did_you_mean(args[0], known)
            raise WrongUse(message + _("; see {command} --help").format(command=ctx.command_path))
        return super().resolve_command(ctx, args)


def command(name: str, help: str, examples: tuple[str, ...]) -> Callable[[Callable[..., int]], click.Command]:
    """Make a subcommand; `help` is a sentence marked with `N_`."""

    def decorated(function: Callable[..., int]) -> click.Command:
        return click.command(name, cls=Command, help=help, examples=examples)(language_option(function))

    return decorated


def group(
    name: str,
    help: str,
    examples: tuple[str, ...],
    commands: tuple[click.Command, ...],
    otherwise: Callable[[], int] | None = None,
) -> Group:
    """A command of subcommands; without one of them it does `otherwise`, or says which there are. `help` is marked with `N_`."""
    choices = ", ".join(command.name or "" for command in commands)

    def without_subcommand(context: click.Context) -> int:
        if context.invoked_subcommand is None:
            if otherwise is not None:
                return otherwise()
            raise WrongUse(
                _("say what to do: {choices}; see {command} --help").format(
                    choices=choices, command=context.command_path
                )
            )
        return FINE

    made: Group = click.group(
        name, cls=Group, invoke_without_command=True, help=help, examples=examples, commands=commands
    )(language_option(click.pass_context(without_subcommand)))
    return made


def language_option(function: Callable[..., int]) -> Callable[..., int]:
    """The option `--lang`, before or behind the subcommand; `cli` has obeyed it by the time it is parsed."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help=N_("Language of the interface: id (default) or en; also BIMTEK_LANG."),
    )(function)


def wrong_use(error: click.UsageError) -> str:
    """A mistake that click found, as one sentence in the chosen language."""
    command_path = error.ctx.command_path if error.ctx else "bimtek"
    match error:
        case click.NoSuchOption() if error.option_name == "--templates":
            message = _("this command reads no method and no template, so it takes no --templates")
        case click.NoSuchOption():
            message = _("there is no option {name}").format(name=error.option_name)
            if error.possibilities:
                message += _(" (did you mean “{meant}”?)").format(meant=sorted(error.possibilities)[0])
        case click.MissingParameter():
            message = _("{name} is missing").format(name=_name(error.param))
        case click.BadOptionUsage():
            sentence = (
                _("{name} takes no value") if "not take" in error.message else _("{name} needs a value")
            )
            message = sentence.format(name=error.option_name)
        case click.BadParameter():
            message = _("the value of {name} does not fit: take {wanted}").format(
                name=_name(error.param), wanted=_wanted(error.param)
            )
        case _:
            message = error.format_message().rstrip(".")
    return message + _("; see {command} --help").format(command=command_path)


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "?"
    return (
        param.opts[-1] if isinstance(param, click.Option) else (param.metavar or (param.name or "?").upper())
    )


def _wanted(param: click.Parameter | None) -> str:
    kind = param.type if param else None
    if isinstance(kind, click.Choice):
        return _("one of: {choices}").format(choices=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange) and kind.min is not None and kind.max is None:
        return _("a whole number from {low} on").format(low=kind.min)
    return _("a whole number") if isinstance(kind, type(click.INT)) else _("a text")
