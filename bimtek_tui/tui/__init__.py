"""The screen: the only part that knows Textual. It makes edits and shows what comes of them, and decides nothing."""
