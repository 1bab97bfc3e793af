"""The web pages: server-rendered, readable without scripts, loading nothing from elsewhere."""
