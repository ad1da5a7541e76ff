"""The addresses of pledges, gifts and next steps."""

from __future__ import annotations

from django.urls import URLPattern, path

from dugnad.campaigns.views import funnel, giving, pledgers, pledging, reasons, spending, stepping

patterns: list[URLPattern] = [
    path("pledges/<str:pledging_id>/", pledging.pledge_page, name="pledge_page"),
    path("pledges/<str:pledging_id>/pledge/", pledging.pledge_give, name="pledge_give"),
    path("pledges/<str:pledging_id>/take-back/", pledging.pledge_take_back, name="pledge_take_back"),
    path("pledges/<str:pledging_id>/kept/", pledging.pledge_kept, name="pledge_kept"),
    path("pledges/<str:pledging_id>/terms/", pledgers.pledge_terms, name="pledge_terms"),
    path("pledges/<str:pledging_id>/pledgers/", pledgers.pledgers, name="pledgers"),
    path("pledges/by/<str:pledge_id>/confirm/", pledgers.pledge_confirm, name="pledge_confirm"),
    path("pledges/as/<str:token>/", pledging.pledge_return, name="pledge_return"),
    path("giving/<str:giving_id>/", giving.ledger, name="giving"),
    path("giving/<str:giving_id>/give/", giving.give, name="give"),
    path("giving/gifts/<str:gift_id>/received/", giving.gift_received, name="gift_received"),
    path("giving/gifts/<str:gift_id>/strike/", giving.gift_strike, name="gift_strike"),
    path("giving/<str:giving_id>/ask/", spending.spending_ask, name="spending_ask"),
    path("spending/<str:spending_id>/", spending.spending, name="spending"),
    path("spending/<str:spending_id>/vote/", spending.spending_vote, name="spending_vote"),
    path("spending/<str:spending_id>/withdraw/", spending.spending_withdraw, name="spending_withdraw"),
    path("spending/<str:spending_id>/spent/", spending.spending_spent, name="spending_spent"),
    path("spending/<str:spending_id>/receipts/<str:spent_id>/", spending.spending_receipt, name="spending_receipt"),
    path("campaigns/<str:campaign_id>/next/", stepping.next_step, name="next_step"),
    path("campaigns/<str:campaign_id>/next/another/", stepping.another, name="next_another"),
    path("campaigns/<str:campaign_id>/why/", reasons.why, name="why"),
    path("campaigns/<str:campaign_id>/why/tell/", stepping.why_tell, name="why_tell"),
    path("campaigns/<str:campaign_id>/why/<int:why_number>/put-away/", reasons.why_put_away, name="why_put_away"),
    path("campaigns/<str:campaign_id>/rungs/<str:needing_id>/need/", stepping.need, name="step_need"),
    path("campaigns/<str:campaign_id>/funnel/", funnel.funnel, name="funnel"),
]
