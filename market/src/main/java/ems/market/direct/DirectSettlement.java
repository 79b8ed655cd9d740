package ems.market.direct;

import java.util.List;
import java.util.Optional;

import ems.market.quantity.Energy;
import ems.market.record.DirectExchange;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;

/** What a pair of homes pays for what it exchanged. */
public final class DirectSettlement {

    private DirectSettlement() {}

    /**
     * Books a pair.
     *
     * @param exchanges those of this match
     * @return empty if no energy moved
     */
    public static Optional<DirectLine> of(DirectMatch match, List<DirectExchange> exchanges) {
        return Optional.of(exchanges.stream().map(DirectExchange::energy).reduce(Energy.ZERO, Energy::plus))
                .filter(energy -> !energy.isZero())
                .map(energy -> DirectLine.of(match, energy));
    }
}
