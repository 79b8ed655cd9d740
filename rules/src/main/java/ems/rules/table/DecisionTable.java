package ems.rules.table;

import java.util.List;

/**
 * One question and its rules, sound: no two rows fit the same case.
 *
 * @param name file name without its ending
 * @param version names the content
 * @param gaps cases that no row fits, in words; they are refused when they come up
 */
public record DecisionTable<A>(
        String name, String version, String question, String owner, List<DecisionRow<A>> rows, List<String> gaps) {}
