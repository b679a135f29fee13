"""Two versions of a session side by side: fingerprints, differences in the words of the workshop, merging by id.

Everything here takes what was read and gives values back; nothing reads, writes or asks.
"""
