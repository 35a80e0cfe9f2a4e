"""Fixes: planned from matches, applied to bytes, verified before they are written."""
