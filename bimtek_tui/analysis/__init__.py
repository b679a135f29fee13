"""Pure figures about a session: progress, SWOT position, programs, quick wins, counts.

Everything here takes a session and a method and gives values back. Nothing reads, writes, asks the clock or
speaks to a person. Decimals stay exact fractions; rounding is for those who show them.
"""
