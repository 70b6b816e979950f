"""What relay and client must agree on, and both may hold: bytes, names, limits and both session halves.

It refuses I/O: nothing here opens a file or a socket, reads a clock or rolls dice; import-linter checks it.
"""
