"""Repositories to work in: one that git merges sessions in, and one of which bimtek knows nothing yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import repositories
from support.repositories import Repository


@pytest.fixture(scope="session")
def _plain(tmp_path_factory: pytest.TempPathFactory, server: str | None) -> Repository:
    return repositories.bare(tmp_path_factory.mktemp("git") / "biasa", server)


@pytest.fixture(scope="session")
def _installed(_plain: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    repository = repositories.copy(_plain, tmp_path_factory.mktemp("git") / "siap")
    assert repository.bimtek("git", "install").returncode == 0
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "mulai")
    return repository


@pytest.fixture
def plain(_plain: Repository, tmp_path: Path) -> Repository:
    """A repository without a commit, of which bimtek knows nothing yet."""
    return repositories.copy(_plain, tmp_path)


@pytest.fixture
def repo(_installed: Repository, tmp_path: Path) -> Repository:
    """A repository in which git knows the driver, with the attributes committed."""
    return repositories.copy(_installed, tmp_path)
