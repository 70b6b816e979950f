"""What a person may wish: imperative, as they said it, and refusable until it is decided.

Things are named as a person names them (an id, the start of one, a name); `decide` finds out what is meant.
"""
