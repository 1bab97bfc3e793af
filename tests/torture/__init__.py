"""Tests that hurt: each holds a promise of docs/threat-model.md under force, and says what it measured."""
