"""Capturing: the line at the bottom, what it understands before Enter, and pastes of many lines."""
