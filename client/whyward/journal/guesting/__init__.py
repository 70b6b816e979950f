"""Guesting, on the side of whoever was invited to see something: accepting, reading, answering, and letting go of it.

A guest holds copies and keeps them for no longer than it said; it never decides who reads.
"""
