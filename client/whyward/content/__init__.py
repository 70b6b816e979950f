"""What Whyward ships to read: questions, cards, worksheets, tools, places of help. Data files, one folder a language.

It knows no event and no page. Every piece has an id and a version; a piece that changes its meaning gets a new id.
"""
