"""Kroniek reads Dutch news on international politics and keeps a chronicle that a reader can check.

Public names are loaded when they are first used, so `import kroniek` costs nothing.
"""

__version__ = "0.1.0"
