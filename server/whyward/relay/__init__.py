"""The blind relay: it carries sealed segments between the devices of a space, and can open none of them.

It holds no event vocabulary and no key of any space; what it may know is in the protocol reference, §1.
"""
