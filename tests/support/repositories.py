"""Real git repositories for tests, with nothing of the person who runs them, and a `bimtek` for git to find."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from support import warm_command

GIT = Path(shutil.which("git") or "git")
FILE = "sessions/kota.toml"
LINE = "sessions/*.toml  text eol=lf diff=markdown merge=bimtek\n"

Done = subprocess.CompletedProcess[str]


@dataclass
class Repository:
    """A folder under git; `programs` is where its git finds `bimtek` first."""

    folder: Path
    programs: Path
    env: dict[str, str]
    command: tuple[str, ...]
    """The beginning of the command line that is `bimtek`."""

    @property
    def file(self) -> Path:
        return self.folder / FILE

    @property
    def text(self) -> str:
        return self.file.read_bytes().decode()

    def git(self, *words: str, fails: bool | None = False, stdin: str = "") -> Done:
        """Run git; `fails` says whether it must (None: either)."""
        done = self._run([str(GIT), *words], stdin)
        if fails is not None:
            assert (done.returncode != 0) is fails, (words, done.returncode, done.stdout, done.stderr)
        return done

    def bimtek(self, *words: str, folder: str = ".", stdin: str = "") -> Done:
        """Run the real command in the repository."""
        return self._run([*self.command, *words], stdin, folder)

    def _run(self, words: list[str], stdin: str, folder: str = ".") -> Done:
        return subprocess.run(
            words,
            cwd=self.folder / folder,
            env=self.env,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=300,
        )

    def write(self, text: str, name: str = FILE) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def commit(self, text: str, name: str = FILE, *, say: str = "sesi") -> str:
        """Write a file and commit everything; returns the commit."""
        self.write(text, name)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", say)
        return self.git("rev-parse", "HEAD").stdout.strip()

    def branches(self, base: str | None, ours: str | None, theirs: str | None, name: str = FILE) -> None:
        """Commits of a file on two branches that parted: `main`, which is left checked out, and `mereka`."""
        self.git("checkout", "-q", "-B", "main")
        if base is not None:
            self.commit(base, name, say="dasar")
        else:
            self.git("commit", "-q", "--allow-empty", "-m", "dasar")
        self.git("checkout", "-q", "-B", "mereka")
        self._side(theirs, name, "mereka")
        self.git("checkout", "-q", "main")
        self._side(ours, name, "kami")

    def _side(self, text: str | None, name: str, say: str) -> None:
        if text is None:
            self.git("rm", "-q", name)
            self.git("commit", "-q", "-m", say)
        else:
            self.commit(text, name, say=say)

    def without_bimtek(self) -> None:
        """Let git find no `bimtek` at all."""
        for name in list(self.programs.iterdir()):
            name.unlink()

    def with_bimtek(self, script: str) -> None:
        """Let git find this shell script as `bimtek`."""
        program = self.programs / "bimtek"
        program.write_text(script, encoding="utf-8", newline="\n")
        program.chmod(0o755)


def bare(folder: Path, server: str | None = None) -> Repository:
    """A new repository of which bimtek knows nothing yet, and where a warm command may be had (`warm_command`)."""
    for name in ("rumah", "program", "repo"):
        (folder / name).mkdir(parents=True)
    repository = _at(folder, warm_command.warm(server) if server else warm_command.REAL)
    program = " ".join(f'"{Path(word).as_posix()}"' for word in repository.command)
    repository.with_bimtek(f'#!/bin/sh\nexec {program} "$@"\n')
    repository.git("init", "-q", "-b", "main")
    for key, value in (
        ("user.name", "Uji"),
        ("user.email", "uji@contoh.invalid"),
        ("commit.gpgsign", "false"),
        ("gc.auto", "0"),
    ):
        repository.git("config", key, value)
    return repository


def copy(repository: Repository, folder: Path) -> Repository:
    """The same repository once more, in a folder that is empty."""
    shutil.copytree(repository.folder.parent, folder, dirs_exist_ok=True)
    return _at(folder, repository.command)


def _at(folder: Path, command: tuple[str, ...]) -> Repository:
    home, programs = folder / "rumah", folder / "program"
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_EDITOR": "true",
        "GIT_MERGE_AUTOEDIT": "no",
        "LC_ALL": "C.UTF-8",
        "BIMTEK_LANG": "en",
        "BIMTEK_STATE": str(home / "bimtek"),
        "BIMTEK_DATA": str(home / "bimtek-data"),
        **warm_command.ENVIRONMENT,
        "PATH": os.pathsep.join([str(programs), *_others()]),
    }
    return Repository(folder / "repo", programs, env, command)


def _others() -> list[str]:
    """The folders of programs but for one with a `bimtek`, which an activated environment has."""
    return [one for one in os.environ["PATH"].split(os.pathsep) if not shutil.which("bimtek", path=one)]
