package ems.market.rule;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

import ems.market.quantity.Price;
import ems.market.record.Permission;

/** Port: one version of all analyst rules. Answers stand in the order of the questions. */
public interface ActiveRules {

    /** Names the content of all tables together. */
    String version();

    List<Verdict<WindowLimits>> limits(List<LimitQuestion> questions);

    List<Verdict<Permission>> participation(List<ParticipationQuestion> questions);

    /** How long after a period has started its late readings of the EV's pair are still accepted. */
    List<Verdict<Duration>> correctionWindows(List<ParticipationQuestion> questions);

    List<Verdict<Price>> prices(List<PricingQuestion> questions);

    /** Whether the grid's bound cut the price that the row itself leads to; false for a refusal, and for rules without bounds. */
    default List<Boolean> cutByTheGrid(List<PricingQuestion> questions) {
        return Collections.nCopies(questions.size(), false);
    }
}
