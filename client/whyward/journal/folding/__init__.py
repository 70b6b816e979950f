"""Folds: what the events of one thing come to. Each is a pure function of a set of events, put in their total order.

Later wins because of where it stands in the order, never because of when it arrived.
"""
