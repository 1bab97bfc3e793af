"""The JSON API: routes, response shapes and problem details."""
