"""``python -m bimtek_tui`` is the command ``bimtek``."""

from .cli import main

if __name__ == "__main__":
    main()
