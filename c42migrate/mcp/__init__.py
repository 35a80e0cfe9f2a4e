"""Tools for coding agents, over the Model Context Protocol: check, explain, plan and the proposed edits."""
