"""The sources that come with the tracker: one module each, which defines ``SOURCE``. All are off until enabled."""
