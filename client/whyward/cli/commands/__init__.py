"""The verbs, one file for each noun.

Each is loaded only when it is asked for, so that every start is quick.
"""
