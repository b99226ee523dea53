"""Writes what of the contract other languages read: schema, limits and vectors."""
