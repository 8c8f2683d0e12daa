"""What two documents of one consignment say differently: a module per family.

These rules stand apart from their families, because they are asked only where documents are
compared, and because each sees two of them at a time: ``document`` is the later one, and
``document.other`` one that was given before it. What a document does not state contradicts
nothing, and where its own lines differ it states nothing.
"""
