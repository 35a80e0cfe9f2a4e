"""Readers: one per language, each turns text into usages."""
