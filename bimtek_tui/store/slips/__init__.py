"""Slips of the hand in a session file: where each is, what is said of it in one sentence, and what it was meant to be."""
