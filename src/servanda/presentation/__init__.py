"""What people and programs see of an answer: JSON shapes, terminal text, Markdown and one-file HTML.

Takes nouns, gives text. It decides order, words and emphasis, never facts: each line shows what a noun holds.
"""
