"""``python -m bimtek_tui`` is the command ``bimtek``."""

import os.path
import sys

if __name__ == "__main__":
    program = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - see below
    if not sys.flags.safe_path and sys.path[0] != program:
        del sys.path[0]  # -m looks first where somebody works, and what lies there may be a stranger's module

    from .cli import main

    main()
