"""`whyward demo`: the main job on one machine, with real processes and nothing faked.

It uses the command line as anybody would; what it knows of a relay is its process, its address and its file.
"""
