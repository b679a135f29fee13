"""Where this person's own files lie: journals, recent sessions, choices, lists of codes. Never inside a git tree."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import time
from pathlib import Path

RECENT = 12
"""How many recent sessions are remembered."""


def state_folder() -> Path:
    """The folder for this person's state; made when it is not there. ``BIMTEK_STATE`` names another one."""
    own = os.environ.get("BIMTEK_STATE")
    if own:
        folder = Path(own)
    else:
        import platformdirs  # late: half of the commands never need it

        folder = platformdirs.user_state_path("bimtek", appauthor=False)
    with contextlib.suppress(OSError):  # whoever writes there says what is wrong
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def config_folder() -> Path:
    """The folder of the settings that this person writes by hand. ``BIMTEK_CONFIG`` names another one."""
    own = os.environ.get("BIMTEK_CONFIG")
    if own:
        return Path(own)
    import platformdirs  # late: half of the commands never need it

    return platformdirs.user_config_path("bimtek", appauthor=False)


def data_folder() -> Path:
    """The folder of what this person took in for all sessions. ``BIMTEK_DATA`` names another one."""
    own = os.environ.get("BIMTEK_DATA")
    if own:
        return Path(own)
    import platformdirs  # late: half of the commands never need it

    return platformdirs.user_data_path("bimtek", appauthor=False)


def journal_file(session: Path) -> Path:
    """The journal of a session file; two files never share one, whatever they are called."""
    real = session.resolve()
    mark = hashlib.sha256(os.path.normcase(str(real)).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return state_folder() / "journal" / f"{real.stem[:40]}-{mark}.jsonl"


def recent() -> list[Path]:
    """Session files opened lately that are still there, the latest first."""
    with contextlib.suppress(OSError, ValueError):
        listed = json.loads((state_folder() / "recent.json").read_text(encoding="utf-8"))
        if isinstance(listed, list):
            return [path for path in map(Path, map(str, listed)) if os.path.isfile(path)]  # noqa: PTH113 - never raises
    return []


def remember(session: Path) -> None:
    """Put a session file at the head of the recent ones; a full disk is no reason to stop."""
    real = session.resolve()
    with contextlib.suppress(OSError):
        paths = [str(real), *(str(path) for path in recent() if path != real)]
        _written("recent", paths[:RECENT])


def choice(name: str) -> str:
    """What this person chose for something ("theme"), or ""."""
    return _choices().get(name, "")


def choose(name: str, value: str) -> None:
    """Keep what this person chose, for the next time; a full disk is no reason to stop."""
    with contextlib.suppress(OSError):
        _written("choices", _choices() | {name: value})


def _choices() -> dict[str, str]:
    with contextlib.suppress(OSError, ValueError):
        kept = json.loads((state_folder() / "choices.json").read_text(encoding="utf-8"))
        if isinstance(kept, dict):
            return {str(name): str(value) for name, value in kept.items()}
    return {}


def _written(name: str, value: object) -> None:
    """Write one of this person's files, whole or not at all."""
    file = state_folder() / f"{name}.json"
    fresh = file.with_name(f"{name}.{os.getpid()}.new")
    try:
        fresh.write_text(json.dumps(value, indent=1), encoding="utf-8")
        os.replace(fresh, file)  # noqa: PTH105
    finally:
        fresh.unlink(missing_ok=True)
    for left in file.parent.glob(f"{name}.*.new"):  # of a program that was killed just then
        if time.time() - left.stat().st_mtime > 60:
            left.unlink(missing_ok=True)


def person() -> str:
    """Who sits at this laptop, for the lock and for who ticked an item."""
    import getpass  # late: no first frame names anybody

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return platform.node() or "?"
