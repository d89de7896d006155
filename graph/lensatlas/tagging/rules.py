"""The rules that read claims, by name: what each reads, with a sentence that it reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lensatlas.model import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How a wording is read; ``actor`` is whom the ``example`` is a claim about."""

    name: str
    stance: Stance
    explains: str
    example: str
    actor: str


def _rule(name: str, stance: Stance, explains: str, example: str, actor: str) -> Rule:
    return Rule(name=name, stance=stance, explains=explains, example=example, actor=actor)


ALL_RULES: tuple[Rule, ...] = (
    _rule("listed-beneficiary", "gains", "Whoever is listed as a beneficiary or winner gains.",
          "Secondary beneficiaries include port insurers and tug owners.", "port insurers"),
    _rule("beneficiary-clause", "gains", "Where beneficiaries are announced and clauses after a colon tell of them one by one, the subject of each clause gains, whatever its verb.",
          "The primary beneficiaries are administrations that can wait: the harbour ministry can delay the audit; insurers gain a year.", "harbour ministry"),
    _rule("listed-loser", "loses", "Whoever is listed as a loser loses.", "Losers: honest importers and the old customs house.", "honest importers"),
    _rule("listed-payer", "bears_cost", "Whoever is listed as one of those who pay bears the cost.", "Those who pay are the tenants and the night shift.", "tenants"),
    _rule("named-winner", "gains", "Who is called a winner or beneficiary gains.", "Permit holders are the clear winners.", "permit holders"),
    _rule("named-loser", "loses", "Who is called a loser loses.", "The provincial press is the loser.", "provincial press"),
    _rule("gain-verb", "gains", "Who gains, wins, secures, acquires, consolidates … something gains.", "The palace secures a veto over tariffs.", "palace"),
    _rule("keep-verb", "keeps", "Who keeps, retains, preserves, holds … something keeps it.", "The regulator retains its seat.", "regulator"),
    _rule("lose-verb", "loses", "Who loses, cedes, surrenders, forfeits … something loses.", "Smallholders forfeit their place in the queue.", "smallholders"),
    _rule("cost-verb", "bears_cost", "Who pays, or bears, carries, absorbs, shoulders, faces a cost or a risk, bears the cost.",
          "City households shoulder the extra cost.", "city households"),
    _rule("strengthened", "gains", "Who is strengthened, favoured or rewarded, or whose hand, position or influence is, gains.", "The decree strengthens the estate owners.", "estate owners"),
    _rule("weakened", "loses", "Who is weakened, sidelined or shut out, or whose hand, position or influence is, loses.", "The decree weakens the irrigation cooperatives.", "irrigation cooperatives"),
    _rule("given", "gains", "Who is given, handed or granted something, or for whom something is a gift, gains.", "The split gives the brokers a second fee.", "brokers"),
    _rule("has-the-say", "gains", "Who holds the cards, calls the shots, has the last word or the upper hand, now decides what others decided, or no longer needs anyone's leave, gains.",
          "The creditors' committee now decides which trains run.", "creditors' committee"),
    _rule("has-no-say", "loses", "Who has no say or seat left, must ask first, is on the losing side, or can no longer do what it did, loses.",
          "Inspectors can no longer enter the yards.", "inspectors"),
    _rule("ceded-to", "gains", "Whoever something is ceded, lost or surrendered to gains it.", "The ministry cedes control of timetables to the lender.", "lender"),
    _rule("taken-by", "gains", "Whoever something is captured, pocketed or controlled by gains.", "The difference is pocketed by the brokers.", "brokers"),
    _rule("taken-from", "loses", "At whose expense something is gained, or from whom it is taken, loses.", "The governor tightens her grip at the expense of town councils.", "town councils"),
    _rule("passive-gain", "gains", "Who is strengthened, rewarded or granted something gains.", "Friendly broadcasters are rewarded with briefings.", "friendly broadcasters"),
    _rule("passive-keep", "keeps", "Who is protected, shielded or spared keeps what it has.", "Old permit holders are shielded from review.", "old permit holders"),
    _rule("passive-loss", "loses", "Who is sidelined, weakened, stripped or shut out loses.", "The dockers' union is sidelined.", "dockers' union"),
    _rule("burdened", "bears_cost", "Who is saddled with a cost, left with the bill or on the hook, bears it.", "The fishery is left with the bill for restocking.", "fishery"),
    _rule("comes-out-ahead", "gains", "Who comes out ahead, emerges stronger, is better off, or sees its influence grow gains.", "The concession holder comes out ahead.", "concession holder"),
    _rule("comes-out-behind", "loses", "Who comes out weaker, emerges diminished, is worse off, or sees its influence shrink loses.", "Junior partners emerge weaker.", "junior partners"),
    _rule("power-moves-to", "gains", "Whoever power, leverage, benefits or the advantage move to gains.", "Leverage shifts from the councils to the concession holder.", "concession holder"),
    _rule("power-moves-from", "loses", "Whoever power, leverage or the advantage move away from loses.", "Leverage shifts from the provincial councils to the lender.", "provincial councils"),
    _rule("cost-falls-on", "bears_cost", "Whoever the cost, bill, burden or risk falls on or is passed to, or whom something costs dearly, bears it.", "The bill falls on commuters.", "commuters"),
    _rule("cost-borne-by", "bears_cost", "Whoever a cost is borne, paid or absorbed by bears it.", "Costs are borne by small traders.", "small traders"),
    _rule("at-the-expense-of", "bears_cost", "In *Why it matters*: at whose expense something is, bears the cost.",
          "The calm comes at the expense of upstream tenants.", "upstream tenants"),
    _rule("denied", "unknown", "The article says that this actor does *not* gain, keep, lose or pay.", "The finance committee does not gain any right of inspection.", "finance committee"),
    _rule("wished", "unknown", "The article says that this actor hopes or tries to, not that it does.", "Exporters hope to gain a rebate.", "exporters"),
    _rule("apparent", "unknown", "The article says that this is so on paper, in name or in theory; whether it is, it leaves open.",
          "On paper, the districts gain a veto.", "districts"),
    _rule("unread", "unknown", "The section names this actor in a sentence that no rule reads: who gains what is left to the reader.",
          "Brazil watches from across the river.", "Brazil"),
)  # fmt: skip

RULES: dict[str, str] = {rule.name: rule.explains for rule in ALL_RULES}
