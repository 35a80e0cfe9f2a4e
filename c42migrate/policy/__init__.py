"""Policy: what is laid over findings after detection: dates, selection, suppressions, baseline."""
