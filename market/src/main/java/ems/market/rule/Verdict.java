package ems.market.rule;

import ems.market.record.RuleReference;

/** A rule's answer: something granted, or a refusal with its reason; either names the rule. */
public sealed interface Verdict<T> {

    RuleReference rule();

    /** The rule said yes, and how much. */
    record Granted<T>(T grant, RuleReference rule) implements Verdict<T> {}

    /** The rule said no. */
    record Refused<T>(String reason, RuleReference rule) implements Verdict<T> {}
}
