"""Sabotage: seeded bugs, each of which must turn the suite red; the working tree is never touched."""
