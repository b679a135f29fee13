"""git and session files: what revisions hold, the sides of a conflict, the merge driver that git starts.

Nothing here prints. Everything asks the command `git`; only `installing`, with `editor` and `workflows`, changes anything, and says what.
"""

from .commands import NoRepository
from .revisions import Version, history, two_versions

__all__ = ["NoRepository", "Version", "history", "two_versions"]
