"""How an entry looks in a list: columns, rows, the list itself."""
