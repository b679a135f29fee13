"""The session file: blocks of text, entries and blocks, atomic save, lock, journal.

The only part that knows TOML. tomlkit objects never leave it.
"""

from .reading import Loaded, load, method_of, parse

__all__ = ["Loaded", "load", "method_of", "parse"]
