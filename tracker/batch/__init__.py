"""Whole archives at once: web archives -> triage -> reading -> extraction -> Parquet files -> the store."""
