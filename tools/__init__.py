"""Tools of this repository that are no part of the wheel.

What a person or a relay runs is never in here.
"""
