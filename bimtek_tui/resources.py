"""Where the shipped templates and sample sessions lie.

A wheel carries them inside the package; a checkout and an editable install have them beside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder ``templates`` or ``sessions`` as shipped with this program.

    Raises FileNotFoundError when the installation is broken.
    """
    for place in (_PACKAGE / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"{name}/ is missing beside {_PACKAGE}")


def templates() -> Path:
    """The folder with the book templates and, in ``methods/``, the method files."""
    return folder("templates")


def method_file(method: str) -> Path:
    """The shipped file of a method, whether or not it exists."""
    return templates() / "methods" / f"{method}.toml"


def sample_session(slug: str) -> Path:
    """The shipped sample session of this name, whether or not it exists."""
    return folder("sessions") / f"{slug}.toml"
