"""The real world behind the journal's ports: disk, network, ciphers, keyring, clock and dice.

It refuses to know what an event means.
"""
