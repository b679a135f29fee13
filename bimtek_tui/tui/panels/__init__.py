"""The panels of a session, a module each; `registry` says which there are."""
