package ems.processes.benchmark;

import java.util.function.BiConsumer;
import java.util.function.Function;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;
import ems.market.rule.RuleBook;
import ems.study.host.Books;

/**
 * One way of taking the periods of a study.
 *
 * @param name what it adds to the layer before
 * @param rules who answers the market's questions
 * @param books journal and ledger of a run
 * @param work from the market to what the periods are taken through: the market itself, or nothing
 * @param take takes a period through the steps
 */
record Layer(
        String name,
        RuleBook rules,
        Function<GridId, Books> books,
        Function<PeriodSteps, PeriodSteps> work,
        BiConsumer<PeriodKey, PeriodSteps> take) {}
