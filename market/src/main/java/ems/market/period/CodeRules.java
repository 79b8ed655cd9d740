package ems.market.period;

import ems.market.record.RuleReference;

/** Rules of the market itself that refuse a party for what is not in the period's own record: the order of things, and the registry. */
public final class CodeRules {

    public static final RuleReference UNSETTLED =
            RuleReference.ofCode("An EV with an earlier match that is not settled takes no part");
    public static final RuleReference UNSEEN = RuleReference.ofCode("An EV that never reported takes no part");
    public static final RuleReference SEEN_LATER =
            RuleReference.ofCode("An EV that a later period has seen takes no part in an earlier one");
    public static final RuleReference OUTSIDER =
            RuleReference.ofCode("A prosumer that the ledger does not know as a member takes no part");
    public static final RuleReference CHANGING =
            RuleReference.ofCode("A party whose registration is changing takes no part until the change is sealed");
    public static final RuleReference UNSIGNED =
            RuleReference.ofCode("A party with a key for bids takes no part without a signed bid");

    public static final RuleReference PRIVATE =
            RuleReference.ofCode("A private home takes no part without a forecast that its agent signed");

    private CodeRules() {}
}
