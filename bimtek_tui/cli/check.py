"""The command check: findings for people, for programs and for GitHub, and what each code means."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import text
from ..errors import FINDINGS, FINE, Finding, Severity, UnreadableFile
from ..i18n import N_, _, ngettext
from .arguments import TEMPLATES, bytes_of, own_folder, say_json
from .console import WrongUse, command, complain, say, shown

if TYPE_CHECKING:
    from ..check.codes import Code
    from ..model.entries import Session

_ALL = "all"
_FAILING: dict[Severity, tuple[Severity, ...]] = {
    "error": ("error",),
    "warning": ("error", "warning"),
    "info": ("error", "warning", "info"),
}
"""The severities that end a check with 1."""


@command(
    "check",
    help=N_(
        "Check session files: FILE:LINE, severity, code and a sentence for everything that is wrong. With --stage also what is missing before that stage can be closed; with --explain what a code means. Exit code 1 for errors and warnings, 0 for infos alone; --fail-on says otherwise."
    ),
    examples=(
        "bimtek check sessions/kota-batam-2026.toml",
        "bimtek check sessions/kota-batam-2026.toml --stage stage-1",
        "bimtek check sessions/*.toml --format github",
        "bimtek check sessions/*.toml --fail-on error",
        "bimtek check --explain dangling-reference",
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1)
@click.option("--stage", metavar="STAGE", help=N_("Also what this stage still needs: stage-1 to stage-4."))
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "github")),
    default="text",
    help=N_("text (if not given), json, or github for annotations in a pull request."),
)
@click.option(
    "--explain",
    metavar="[CODE]",
    is_flag=False,
    flag_value=_ALL,
    help=N_("Say what the code of a finding means and what to do; without a code list all of them."),
)
@click.option(
    "--fail-on",
    "fail_on",
    type=click.Choice(("error", "warning", "info")),
    default="warning",
    help=N_("Exit with 1 from findings of this severity on; warning if not given."),
)
@TEMPLATES
@click.pass_context
def check(
    context: click.Context,
    files: tuple[str, ...],
    stage: str | None,
    form: str,
    explain: str | None,
    fail_on: Severity,
    templates: str | None,
) -> int:
    """Check session files."""
    if explain is not None:
        if files:
            raise WrongUse(
                _("--explain takes a code and no file; see {command} --help").format(command="bimtek check")
            )
        return _explain(explain, form)
    if not files:
        needed = next(
            parameter for parameter in context.command.params if isinstance(parameter, click.Argument)
        )
        raise click.MissingParameter(ctx=context, param=needed)
    code, own = FINE, own_folder(templates)
    objects: list[dict[str, Any]] = []
    remarks: dict[str, None] = {}
    for file in files:
        content = b""
        try:
            content = bytes_of(Path(file))
            findings, session = _findings(content, Path(file), stage, own, remarks)
        except UnreadableFile as error:
            code = error.exit_code
            findings, is_whole = _unreadable(content, Path(file), error)
            if form != "github":  # which has it as an annotation, and reads commands from standard error, too
                _complain_of(findings, file, is_whole)
        else:
            if form == "text" and findings:
                say(_lines(findings, session, shown(file)))
            if any(finding.severity in _FAILING[fail_on] for finding in findings):
                code = max(code, FINDINGS)
        if form == "github" and findings:
            say("\n".join(_annotation(file, finding) for finding in findings))
        objects += [_as_object(file, finding) for finding in findings]
    if form == "json":
        say_json(objects)
    elif not objects:
        number = len(files)
        say(
            ngettext(
                "{number} session: nothing to complain about",
                "{number} sessions: nothing to complain about",
                number,
            ).format(number=number)
        )
    if form == "text" and remarks:
        say("\n".join(remarks))
    return code


def _unreadable(content: bytes, path: Path, error: UnreadableFile) -> tuple[list[Finding], bool]:
    """All that can be told of a file that can't be read, and whether nothing hides behind it."""
    if error.line is None:  # not there, or too large
        return [Finding(0, "error", "unreadable", str(error))], True
    from ..store.slips import mending

    errors, outcome = mending.all_told(content, path, error)
    findings = [Finding(other.line or 0, "error", "unreadable", str(other)) for other in errors]
    findings += outcome.findings
    return sorted(findings, key=lambda finding: finding.line), outcome.is_whole or not outcome.slips


def _complain_of(findings: Sequence[Finding], file: str, is_whole: bool) -> None:
    for finding in findings:
        complain(finding.message if finding.code == "unreadable" else finding.in_file(shown(file)))
    if not is_whole:
        complain(
            _("{file}: there may be more behind this; check again when it is mended").format(file=shown(file))
        )


def _findings(
    content: bytes, path: Path, stage: str | None, templates: Path | None, remarks: dict[str, None]
) -> tuple[list[Finding], Session]:
    """Everything to say about one file, and its session. A method that is not known here is a finding among the others.

    What this machine could not check is put into `remarks`: it is no fault of the file.
    """
    from .. import check as checks
    from .. import store
    from ..model import method as methods
    from ..store import code_lists, named_files
    from .arguments import known_sections
    from .signed import signed_state

    loaded = store.parse(content, path)
    try:
        method = methods.load(loaded.document.blocks[0].data["method"], templates)
    except UnreadableFile as error:
        line = loaded.document.line_in(loaded.document.blocks[0], "method")
        unknown = Finding(line, "error", "unknown-method", str(error), key="method")
        return sorted([*loaded.findings, unknown], key=lambda finding: finding.line), loaded.session
    named = named_files.gather(path, loaded.session)
    signed = signed_state(loaded, templates)
    known = code_lists.of_session(loaded.session)
    if known.sentence:
        remarks[known.sentence] = None
    sections = known_sections(loaded, method, templates)
    findings = checks.findings(loaded, method, signed, named, sections, known.codes)
    if stage is None:
        return findings, loaded.session
    if stage not in method.stages:
        message = _("the method {method} has no stage “{stage}”; its stages: {known}").format(
            method=method.id, stage=stage, known=", ".join(method.stages)
        )
        raise WrongUse(message + text.did_you_mean(stage, method.stages))
    return findings + checks.missing(loaded.session, method, stage, loaded.document.line_of), loaded.session


def _lines(findings: Sequence[Finding], session: Session, file: str) -> str:
    """The findings as lines, each with what the screen calls its entry and key where the file has ids: (P1, “Budget (Rp)”)."""
    from ..analysis.ordinals import ordinals
    from ..model.kinds import kinds
    from ..model.labels import key_label

    numbers = ordinals(session)
    lines = []
    for finding in findings:
        called = [numbers[finding.id]] if finding.id in numbers else []
        if called and finding.key in kinds()[finding.table].keys:
            called.append(f"“{key_label(finding.key, finding.table)}”")
        lines.append(finding.in_file(file) + (f" ({', '.join(called)})" if called else ""))
    return "\n".join(lines)


def _as_object(file: str, finding: Finding) -> dict[str, Any]:
    return {
        "file": file,
        "line": finding.line,
        "key": finding.key,
        "id": finding.id,
        "severity": finding.severity,
        "code": finding.code,
        "message": finding.message,
    }


# Annotations --------------------------------------------------------------------------------------------------

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_IN_MESSAGES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = _IN_MESSAGES | {":": "%3A", ",": "%2C"}


def _annotation(file: str, finding: Finding) -> str:
    """A finding as a command of GitHub's workflows: one line, whatever the file and the sentence hold."""
    properties = {"file": Path(file).as_posix(), "line": str(finding.line or ""), "title": finding.code}
    pairs = ",".join(
        f"{name}={_escaped(value, _IN_PROPERTIES)}" for name, value in properties.items() if value
    )
    return f"::{_LEVELS[finding.severity]} {pairs}::{_escaped(finding.message, _IN_MESSAGES)}"


def _escaped(given: str, signs: dict[str, str]) -> str:
    """A text that is clean before it is escaped, so that no line break comes of it when it is printed."""
    return "".join(signs.get(sign, sign) for sign in text.clean(given))


# What the codes mean ------------------------------------------------------------------------------------------


def _explain(code: str, form: str) -> int:
    """Say what a code means, or list all. Raises WrongUse with the nearest code when there is no such code."""
    from ..check.codes import codes

    known = codes()
    if code == _ALL:
        chosen = known
    elif code in known:
        chosen = {code: known[code]}
    else:
        message = _("there is no code “{code}”").format(code=text.short(code, 40))
        message += text.did_you_mean(code, known)
        raise WrongUse(message + _("; “bimtek check --explain” lists them"))
    if form == "json":
        say_json([{"code": name, **_as_data(meaning)} for name, meaning in chosen.items()])
    elif code == _ALL:
        width = max(map(len, chosen))
        say(
            "\n".join(
                f"{name:<{width}}  {meaning.severity:<7}  {_(meaning.meaning)}"
                for name, meaning in chosen.items()
            )
        )
    else:
        meaning = chosen[code]
        example = "\n".join(f"    {line}".rstrip() for line in meaning.example.strip("\n").split("\n"))
        paragraphs = (
            f"{code} ({meaning.severity})",
            _(meaning.meaning),
            _(meaning.advice),
            "",
            _("Example") + ":",
            example,
        )
        say("\n".join(paragraphs))
    return FINE


def _as_data(code: Code) -> dict[str, str]:
    return {
        "severity": code.severity,
        "meaning": _(code.meaning),
        "advice": _(code.advice),
        "example": code.example,
    }
