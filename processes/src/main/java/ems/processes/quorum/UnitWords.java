package ems.processes.quorum;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import ems.chains.client.ShellWord;
import ems.market.record.Validators;
import ems.processes.quorum.UnitsView.WantedUnits;

/** Road-side units in sentences. */
final class UnitWords {

    private UnitWords() {}

    static String name(String key) {
        return key.substring(0, key.indexOf('+'));
    }

    static String names(List<String> keys) {
        return keys.stream().map(UnitWords::name).collect(Collectors.joining(", "));
    }

    static String quorum(Validators validators) {
        return validators.quorum() + " of " + names(validators.keys());
    }

    /** What the owner of a unit runs. */
    static String approve(Validators next) {
        return "./ems validator approve --data DIR --quorum " + next.quorum() + " "
                + next.keys().stream().map(ShellWord::of).collect(Collectors.joining(" "));
    }

    static String standing(Optional<Validators> signing, Optional<WantedUnits> wanted) {
        var now = signing.map(each -> quorum(each) + " must sign each block.").orElse("Nobody signs the blocks.");
        return wanted.map(next -> now + " " + next.quorum() + " of " + names(next.keys()) + " shall: " + next.votes()
                        + " of " + next.needed() + " votes are there."
                        + (next.missing().isEmpty() ? "" : " " + String.join("; ", next.missing())))
                .orElse(now);
    }
}
