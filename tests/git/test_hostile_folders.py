"""Twelve folders that a stranger prepared: whatever is done in them, nothing of theirs runs, and nothing outside changes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support import layouts, warm_command
from support.repositories import FILE, Repository
from support.traps import set_traps, trace, trap
from support.workshops import NEW, crash, posix

from bimtek_tui.errors import BimtekError
from bimtek_tui.workshop.workshop import open_workshop

pytestmark = [pytest.mark.slow, posix]

SECRET = b"RAHASIA milik orang lain\n"
CALLS = (
    ("check", FILE),
    ("status", FILE),
    ("diff", "--signed", FILE),
    ("render", FILE, "--out", "buku", "--book", "buku-1", "--format", "html", "--format", "md"),
    ("export", FILE, "--out", "tabel"),
    ("fmt", FILE),
    ("git", "install"),
    ("git", "check"),
)
Prepare = Callable[[Repository, Path], None]
"""Lays a trap into a folder; the path is that of a secret file outside of it."""


def _beside(repo: Repository, name: str) -> Path:
    return repo.file.with_name(name)


def _commands_of_git(repo: Repository, _secret: Path) -> None:
    set_traps(repo)


def _partial_clone(repo: Repository, _secret: Path) -> None:
    for key, value in {
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": "ext::" + trap(repo, "ext"),
        "protocol.ext.allow": "always",
        "core.sshCommand": trap(repo, "ssh"),
    }.items():
        repo.git("config", key, value)
    blob = repo.git("rev-parse", f"HEAD:{FILE}").stdout.strip()
    (repo.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()


def _git_elsewhere(repo: Repository, secret: Path) -> None:
    """The folder's .git names a repository elsewhere, which has the traps; a bare one lies among the sessions."""
    set_traps(repo)
    shutil.copytree(repo.folder / ".git", repo.file.parent / "telanjang")
    shutil.move(repo.folder / ".git", secret.parent / "gudang")
    (repo.folder / ".git").write_text(f"gitdir: {secret.parent / 'gudang'}\n")


def _side_files_are_links(repo: Repository, secret: Path) -> None:
    for name in (".kota.toml.lock", ".kota.toml.holder", "kota.konflik-1.toml", "kota.konflik-2.toml"):
        _beside(repo, name).symlink_to(secret)
    _beside(repo, "kota.konflik-3.toml").symlink_to(secret.with_name("baru.toml"))


def _side_files_are_pipes(repo: Repository, _secret: Path) -> None:
    for name in (".kota.toml.lock", ".kota.toml.holder", "lain.toml"):
        os.mkfifo(_beside(repo, name))


def _attributes_are_links(repo: Repository, secret: Path) -> None:
    for name in (".gitattributes", ".taplo.toml", ".gitignore"):
        (repo.folder / name).unlink(missing_ok=True)
        (repo.folder / name).symlink_to(secret)


def _books_are_links(repo: Repository, secret: Path) -> None:
    (repo.folder / "buku").symlink_to(secret.parent, target_is_directory=True)
    (repo.folder / "tabel").mkdir()
    for kind in ("swot", "program", "participant"):
        (repo.folder / "tabel" / f"{kind}.csv").symlink_to(secret)
    for name in ("buku-1-analisis-strategis.md", "buku-3-masterplan.md", "komitmen.md"):
        (secret.parent / name).symlink_to(secret)


def _session_is_a_device(repo: Repository, _secret: Path) -> None:
    repo.file.unlink()
    repo.file.symlink_to("/dev/zero")


def _session_is_huge(repo: Repository, _secret: Path) -> None:
    with repo.file.open("r+b") as file:
        file.truncate(2**36)


def _session_is_deep(repo: Repository, _secret: Path) -> None:
    repo.write(repo.text + "a = " + "[" * 40_000 + "\n" + 'b = "' + '\\"' * 100_000 + "\n")


def _names_are_obeyed(repo: Repository, _secret: Path) -> None:
    for name in ("kota\x1b]0;judul\x07.toml", "kota\nKedua.toml", "-rf.toml", "$(id).toml", "\u202egnp.toml"):
        shutil.copy(repo.file, _beside(repo, name))
    repo.git("checkout", "-q", "-b", "cabang-\u202egnp")


def _files_named_are_outside(repo: Repository, secret: Path) -> None:
    named = (f"../../{secret.parent.name}/{secret.name}", "tautan.png", "/dev/zero", "pipa.png")
    _beside(repo, "tautan.png").symlink_to(secret)
    os.mkfifo(_beside(repo, "pipa.png"))
    logo, *pictures = named
    text = repo.text + f'\n[identity]\nlogo = "{logo}"\n'
    for number, file in enumerate(pictures):
        text += f'\n[[picture]]\nid = "pc-0000000{number}"\nbook = "buku-1"\nsection = "background"\nfile = "{file}"\n'
        text += 'caption = "x"\nadded = 2022-06-13T09:15:21+07:00\n'
    repo.write(text)


def _modules_are_here(repo: Repository, _secret: Path) -> None:
    """What Python and the program would import or take, were they to look into the folder in which they work."""
    line = f"import os; os.system({trap(repo, 'modul')!r})\n"
    for folder in (repo.folder, repo.file.parent):
        for name in ("tomllib", "json", "msgspec", "sitecustomize", "usercustomize", "filelock", "jinja2"):
            (folder / f"{name}.py").write_text(line)
        for name in ("settings.toml", "kominfo-1.toml", "buku-1-analisis-strategis.md.j2", "pyvenv.cfg"):
            (folder / name).write_text("{{ ''.__class__ }} = [\n")
        for name in ("git", "bimtek", "python", "python3"):
            (folder / name).write_text(f"#!/bin/sh\n{trap(repo, name)} </dev/null\n")
            (folder / name).chmod(0o755)


FOLDERS: dict[str, Prepare] = {
    "commands in git's configuration": _commands_of_git,
    "a partial clone": _partial_clone,
    "a repository elsewhere": _git_elsewhere,
    "side files that are links": _side_files_are_links,
    "side files that are pipes": _side_files_are_pipes,
    "attributes that are links": _attributes_are_links,
    "books that are links": _books_are_links,
    "a session that is a device": _session_is_a_device,
    "a huge session": _session_is_huge,
    "a deep session": _session_is_deep,
    "names that are obeyed": _names_are_obeyed,
    "named files outside": _files_named_are_outside,
    "modules and programs": _modules_are_here,
}


def _work(path: Path) -> None:
    """Open, enter something, let others change the file, save and leave."""
    try:
        shop = open_workshop(path)
    except BimtekError:
        return
    try:
        if not shop.read_only:
            shop.capture("swot", NEW)
            path.write_bytes(b"halo")
            shop.close()
    except BimtekError:
        pass
    finally:
        crash(shop)


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_of_a_strangers_folder_runs_and_nothing_outside_changes(
    folder: str, plain: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = plain.folder.parent / "luar"
    outside.mkdir()
    secret = outside / "rahasia.toml"
    secret.write_bytes(SECRET)
    plain.commit(layouts.CONTENTS["plain"].decode())
    FOLDERS[folder](plain, secret)
    before = sorted(outside.rglob("*"))
    if folder == "modules and programs":
        plain.command = warm_command.REAL  # which imports only now
    names = sorted(str(path.relative_to(plain.folder)) for path in plain.file.parent.glob("*.toml"))
    for call in (*CALLS, ("check", *names)):
        done = plain.bimtek(*call)
        said = done.stdout + done.stderr
        assert "Traceback" not in said, call
        assert "RAHASIA" not in said, call
        assert not [sign for sign in said if sign < " " and sign not in "\n\t"], call
        assert "\u202e" not in said, call
    monkeypatch.chdir(plain.folder)
    _work(plain.file)
    assert trace(plain) == ""
    assert secret.read_bytes() == SECRET
    new = [path for path in sorted(outside.rglob("*")) if path not in before and "gudang" not in path.parts]
    assert new == []
    for made in plain.folder.rglob("*"):
        if made.is_file() and not made.is_symlink() and made.stat().st_size < 2**30:
            assert b"RAHASIA" not in made.read_bytes(), made
