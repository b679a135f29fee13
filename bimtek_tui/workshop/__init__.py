"""One open session file: what is done and undone, how it is kept, what others changed meanwhile."""
