"""What a session is: entries and their kinds, the method, edits, values, names, labels."""
