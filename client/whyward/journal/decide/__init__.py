"""What a wish comes to: events that happened, or a plain sentence that says why not.

Pure: the pages, the clock and the dice are handed in. What is decided here is never refused again.
"""
