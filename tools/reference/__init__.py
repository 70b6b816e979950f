"""The reference pages, made from the code that they describe.

It writes no sentence about a command, a kind, a setting or a code that the code does not say itself.
"""
