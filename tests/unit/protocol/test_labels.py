"""The list of labels."""

from itertools import permutations

from whyward.protocol.labels import Label, extracted, hashed, keyed


def test_labels_are_unique_and_prefix_free() -> None:
    """Two uses can never take the same input for theirs."""
    values = [label.value for label in Label.__members__.values()]

    assert len(set(values)) == len(values)
    assert not [pair for pair in permutations(values, 2) if pair[1].startswith(pair[0])]


def test_every_label_has_the_published_form() -> None:
    """`whyward/v1/` before, NUL after, and none inside."""
    for label in Label:
        assert label.value.startswith(b"whyward/v1/")
        assert label.value.endswith(b"\0")
        assert b"\0" not in label.value[:-1]


def test_the_same_parts_under_another_label_give_another_hash() -> None:
    """Domain separation holds for hashes, keyed hashes and extractions."""
    key = bytes(32)

    assert len({hashed(label, b"x") for label in Label}) == len(Label)
    assert len({keyed(key, label, b"x") for label in Label}) == len(Label)
    assert len({extracted(label, b"x") for label in Label}) == len(Label)
