"""What faces read: plain functions from pages to frozen structs, in the person's words.

They compute nothing that could fall: no percentages of a value, no rows of days, nothing that says what was not done.
"""
