"""Formulas: plain numbers in, plain numbers out. Nothing here knows an event, a page or a word that a person reads.

What comes of them is worked out when it is read; no event ever holds it.
"""
