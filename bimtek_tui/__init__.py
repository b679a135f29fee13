"""bimtek: lead a smart-city masterplan workshop from the terminal.

Holds the version as a literal and nothing else, so that ``bimtek --version`` costs one import.
"""

__version__ = "0.1.0"
