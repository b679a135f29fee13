"""Widgets of Textual and text alone: they know no session."""
