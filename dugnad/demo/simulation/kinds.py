"""A group that carries itself, and two that only look like it (4-measures, section 9, contrast groups)."""

from __future__ import annotations

from dataclasses import replace

from dugnad.demo.simulation.parameters import Parameters

SUPPORT = Parameters()
KINDS = {
    "mutual-support": SUPPORT,
    "clicktivist": replace(
        SUPPORT,
        kind="clicktivist",
        asks_per_member_month=0.04,
        answers_per_ask=3.0,
        appeal_shape=0.4,
        named_share=0.0,
        pay_back=0.0,
        never_act=0.965,
        survival_90=0.02,
        says_goodbye=0.02,
        arrival_tau=0.03,
        thanks_share=0.1,
        resolved_share=0.1,
        offers_per_member=0.0,
        living_share=0.0,
        open_circles=1.0,
    ),
    "hyperactive": replace(
        SUPPORT,
        kind="hyperactive",
        asks_per_member_month=0.15,
        answers_per_ask=2.5,
        appeal_shape=2.5,
        named_share=0.0,
        pay_back=0.0,
        hyperactive=5,
        hyperactive_share=0.97,
        offers_per_member=0.005,
        open_circles=0.8,
    ),
}
