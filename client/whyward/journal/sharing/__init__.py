"""Sharing, on the side of the person whose journal it is: links, letters, words, what may be seen, and for how long.

A share space holds copies of chosen facts; nothing here gives anybody a key to the journal itself.
"""
