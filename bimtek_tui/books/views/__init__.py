"""What templates see: one module for each part of the books, made of the views in `base`.

A view prints itself as escaped Markdown. Views lay out what `analysis` computed and put it into official Indonesian;
they compute no figures of their own.
"""
