"""What has happened: the envelope of an event, the fields of each kind, and the catalogue of kinds.

Past tense, never refused, never removed; unknown kinds and fields are kept byte for byte.
"""
