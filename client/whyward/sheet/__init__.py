"""Sheets: what was shared, on a page to read in a session or to print, and the recovery kit; as HTML and as PDF.

It draws what it is given, for every face, and looks nothing up.
"""
