"""The sheet: what was shared, on a page to read in a session or to print, as HTML and as PDF.

It draws what it is given and looks nothing up.
"""
