"""Mutation: small changes of the product's code, one at a time, each of which some test should notice."""
