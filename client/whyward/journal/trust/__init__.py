"""Trust: what a device does so that the right ones can read, the wrong ones cannot, and a lie is seen.

Nothing is imported here; each file has one noun.
"""
