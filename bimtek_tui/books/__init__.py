"""The books: session to analysis to views to Markdown, verified and written.

The same session, method and templates give the same bytes on every machine: nothing here asks the clock, the
locale, the time zone or chance. `rendering` is the way in; jinja2, markdown-it and Babel load only when a book is made.
"""
