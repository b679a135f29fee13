"""Pictures of books and slides: one module each, which says what there is to see and how it is drawn.

`gallery` lists them. A module's `of` takes a session to a `Chart` by analysis results, without matplotlib, or to None
where there is too little to draw; its `draw` takes the chart to a canvas, in the process of `drawing`.
"""
