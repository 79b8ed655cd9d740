package ems.rules;

import java.io.IOException;
import java.nio.file.Path;

import ems.market.party.PeriodKey;
import ems.market.rule.ActiveRules;
import ems.market.rule.RuleBook;
import ems.rules.table.TablesRefused;

/** One version for every period, whatever happens to the files: for studies. */
public record FrozenRuleBook(ActiveRules rules) implements RuleBook {

    /**
     * Freezes the tables of this folder.
     *
     * @throws TablesRefused if they are not sound
     * @throws IOException if they cannot be read
     */
    public static FrozenRuleBook of(Path folder) throws IOException {
        return new FrozenRuleBook(
                RuleTables.checking(new TableFolder(folder).contents()).compiled());
    }

    @Override
    public ActiveRules openingPeriod(PeriodKey key) {
        return rules;
    }

    @Override
    public ActiveRules version(String version) {
        if (!version.equals(rules.version())) {
            throw new IllegalArgumentException(
                    "there is no version '" + version + "' of the rules, they are frozen at " + rules.version());
        }
        return rules;
    }
}
