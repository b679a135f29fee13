"""What a stranger sets in a repository, so that git runs a command when somebody only looks."""

from __future__ import annotations

from .repositories import LINE, Repository


def trap(repo: Repository, name: str) -> str:
    """A command that leaves a trace beside the repository."""
    return f"sh -c 'echo {name} >> {repo.folder.parent / 'trace'}; cat'"


def set_traps(repo: Repository) -> None:
    """Everything by which git's own configuration starts a command when somebody only looks."""
    hooks = repo.folder / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "reference-transaction", "post-checkout", "fsmonitor-watchman"):
        hook = hooks / name
        hook.write_text(f"#!/bin/sh\n{trap(repo, name)} </dev/null\n")
        hook.chmod(0o755)
    for key, value in {
        "core.fsmonitor": str(hooks / "fsmonitor-watchman"),
        "core.hooksPath": str(hooks),
        "core.pager": trap(repo, "pager"),
        "pager.log": trap(repo, "pager"),
        "core.sshCommand": trap(repo, "ssh"),
        "core.gitProxy": trap(repo, "proxy"),
        "core.alternateRefsCommand": trap(repo, "alternates"),
        "log.showSignature": "true",
        "gpg.program": trap(repo, "gpg"),
        "diff.external": trap(repo, "external"),
        "diff.trap.command": trap(repo, "diff"),
        "diff.trap.textconv": trap(repo, "textconv"),
        "filter.trap.clean": trap(repo, "clean"),
        "filter.trap.smudge": trap(repo, "smudge"),
        "filter.trap.process": trap(repo, "process"),
        "filter.trap.required": "true",
        "merge.bimtek.driver": trap(repo, "driver") + "; bimtek git driver --sure -- %O %A %B %L %P",
        "merge.bimtek.name": "bimtek",
        "alias.rev-parse": "!" + trap(repo, "alias"),
        "alias.bimtek-probe": "!" + trap(repo, "alias"),
        "credential.helper": "!" + trap(repo, "credential"),
        "sequence.editor": trap(repo, "editor"),
    }.items():
        repo.git("config", key, value)
    (repo.folder / ".gitattributes").write_text(
        f"{LINE}* filter=trap diff=trap\n*.toml filter=trap diff=trap\n"
    )


def trace(repo: Repository) -> str:
    """What was run, a line each."""
    file = repo.folder.parent / "trace"
    return file.read_text() if file.exists() else ""
