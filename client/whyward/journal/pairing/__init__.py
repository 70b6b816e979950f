"""Letting one more device of the same person in: code and words, keys, mail, both roles, and their way over a relay.

A trusted device shows a code and asks for words; it never takes a code from elsewhere.
"""
