"""Charts as geometry: numbers for templates that write SVG, so that every chart is there without JavaScript.

Pure functions; the same records give the same lines. What moves (zoom, brush, drag) is added by `static/kroniek.js`
with D3. Beside every chart a page has the same as a table.
"""
