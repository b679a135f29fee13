"""One open session on the screen, and what runs beside it."""
