"""What people do in the room, each of it an edit: agenda and clock, attendance, rounds, tags, bulk edits, scores."""
