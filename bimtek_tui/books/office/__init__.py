"""A rendered book as a file for an office: Word, PDF, HTML, all made from the Markdown that was verified.

`document` reads the Markdown into parts, `formats` says which module makes which file; the rest lays out.
"""
