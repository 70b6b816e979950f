"""The pages: one file for each part of the app, each with its handlers and, at its end, its routes."""
