"""The language server: findings as diagnostics while one types. ``analysis`` knows no protocol, ``server`` no rules."""
