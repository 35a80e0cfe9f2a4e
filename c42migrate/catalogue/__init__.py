"""The rule catalogue: model, YAML loading, validation, compiled index, chains and dates."""
