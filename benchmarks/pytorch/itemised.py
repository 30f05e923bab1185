"""The itemised table from autograd: a pass back for every loss, or all of them in one batch."""

from __future__ import annotations

from typing import Any

import torch
from torch.nn import functional

from benchmarks.contestant import Call, Found
from benchmarks.problem import Problem
from benchmarks.pytorch.tensors import Given, Tensor, loss_of

Table = dict[str, Tensor]


def start_passes(problem: Problem) -> Call:
    """T passes back, each from a loss to the time-stamps before it."""
    return lambda: None


def forward(given):
    e = list(given.entering().unbind())
    for each in e: each.requires_grad_()
    states = given.unrolled(e)
    h = torch.stack([s[0] for s in states]).detach().requires_grad_()
    y = functional.linear(h, given.W_hy, given.b_y)
    own, error = torch.autograd.grad(loss_of(y, given.targets), [h, y])
    return e, states, h.detach(), own, error

def passes(given):
    e, states, h, own, error = forward(given)
    T = len(e)
    S = len(states[0])
    dz = torch.zeros(T, T, e[0].shape[0], dtype=torch.float64)
    ds = torch.zeros(S, T, T, h.shape[1], dtype=torch.float64)
    for tau in range(T):
        inputs = e[:tau+1] + [s for st in states[:tau] for s in st] + list(states[tau][1:])
        g = torch.autograd.grad(states[tau][0], inputs, own[tau], retain_graph=True, allow_unused=True)
        torch.stack(g[:tau+1], out=dz[tau, :tau+1])
    return dz

def batched_h(given):
    e, states, h, own, error = forward(given)
    T = len(e)
    inputs = e + [s for st in states for s in st]
    go = torch.zeros(T, T, h.shape[1], dtype=torch.float64)
    go[range(T), range(T)] = own
    g = torch.autograd.grad([s[0] for s in states], inputs, list(go), is_grads_batched=True, allow_unused=True)
    return torch.stack(g[:T], 1)

def batched(given):
    e = given.entering().requires_grad_()
    states = given.unrolled(e.unbind())
    h = torch.stack([s[0] for s in states])
    y = functional.linear(h, given.W_hy, given.b_y)
    losses = functional.cross_entropy(y, given.targets, reduction="none")
    T=len(e)
    g = torch.autograd.grad(losses, [e, *[s for st in states for s in st]], torch.eye(T, dtype=torch.float64), is_grads_batched=True)
    return g[0]

def batched_s(given, one=True):
    e = given.entering()
    if one:
        e.requires_grad_(); es = e.unbind()
    else:
        es = list(e.unbind())
        for each in es: each.requires_grad_()
    states = given.unrolled(es)
    h = torch.stack([s[0] for s in states])
    hd = h.detach().requires_grad_()
    y = functional.linear(hd, given.W_hy, given.b_y)
    own, error = torch.autograd.grad(loss_of(y, given.targets), [hd, y])
    T = len(e)
    go = torch.diag_embed(own.T).permute(1,2,0)
    inputs = ([e] if one else es) + [s for st in states for s in st]
    g = torch.autograd.grad(h, inputs, go, is_grads_batched=True)
    return g[0] if one else torch.stack(g[:T], 1)
