"""Tests of the readers for single sites, over pages made for the purpose."""
