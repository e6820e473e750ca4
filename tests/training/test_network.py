"""The network reads a window the same way alone and beside others, in training's shapes and in the exported ones."""

import torch
from batches import collate, cut
from labels import Labeller
from losses import losses
from network import Encoder, Network, Outputs

from tests.language.engines.test_windows import Chopper
from tests.training.test_labels import TEXT, claim


def network():
    torch.manual_seed(1)
    encoder = Encoder(pieces=200, positions=512, hidden=24, inner=48, layers=2, dropout=0.1)
    return Network(encoder, hidden=24, dropout=0.1, use_hints=True).eval()


def texts():
    labeller = Labeller(Chopper())
    return [labeller.article("a", TEXT, [claim()], []), labeller.article("b", TEXT + " " + TEXT, [], None)]


@torch.no_grad()
def test_padding_changes_nothing():
    net = network()
    (short, long) = cut(texts())
    alone, together = collate([short]), collate([short, long])
    first, second = net(*alone.inputs()), net(*together.inputs())
    count = len(short[1].tokens)
    torch.testing.assert_close(first.types[0], second.types[0, :count])
    torch.testing.assert_close(first.arcs[0], second.arcs[0, :, :count, :count])
    torch.testing.assert_close(first.sentences[0], second.sentences[0, : first.sentences.shape[1]])


@torch.no_grad()
def test_a_window_needs_no_mask():
    net = network()
    batch = collate(cut(texts())[:1])
    masked, bare = net(*batch.inputs()), net(*batch.inputs()[:-1])
    for one, other in zip(masked, bare, strict=True):
        torch.testing.assert_close(one, other)


def test_training_on_a_text_lowers_every_cost():
    net = network().train()
    batch = collate(cut(texts()))
    optimise = torch.optim.Adam(net.parameters(), 5e-3)
    course = []
    for _ in range(40):
        costs = losses(Outputs(*net(*batch.inputs())), batch)
        course.append({name: cost.item() for name, cost in costs.items()})
        sum(costs.values()).backward()
        optimise.step()
        optimise.zero_grad()
    assert set(course[0]) == {"types", "sentences", "names", "status", "hedged", "modes", "arcs"}
    assert all(course[-1][name] < course[0][name] for name in course[0])
