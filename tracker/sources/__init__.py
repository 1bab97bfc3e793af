"""Where documents come from; one module each, discovered."""
