"""The command line: a face that parses, calls the journal, and renders.

It holds no rule about values, goals or keys.
"""
