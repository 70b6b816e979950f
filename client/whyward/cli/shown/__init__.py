"""The forms of the answers: what each noun looks like as JSON, and as lines for people.

Ids are lower-case hex, moments are ISO 8601 in UTC, days are dates. Fields may be added, never renamed.
"""
