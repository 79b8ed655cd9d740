package ems.processes.agent;

import java.time.Instant;
import java.util.Optional;

import ems.market.quantity.MatchingPeriod;
import ems.market.record.HomeMetering.Mode;

/** What an agent holds its market to that was started for a private home: from the period on from which it is private, it stays so. */
final class PrivateHome {

    private final AgentParty home;
    private Optional<Instant> from = Optional.empty();

    PrivateHome(AgentParty home) {
        this.home = home;
    }

    /** The home is metered, and its agent was told that it is private: the agent ends. */
    public static final class MeteredAfterAll extends IllegalStateException {

        private static final long serialVersionUID = 1;

        private MeteredAfterAll(String words) {
            super(words);
        }
    }

    /**
     * What the market says of the home's key, and of how the home is known.
     *
     * @param counts whether the agent signs from now on
     * @param since start of the first period in which the home is private; empty: it is metered
     * @throws MeteredAfterAll if it is metered, and nothing else is ordered
     */
    void see(boolean counts, Optional<Instant> since) {
        if (since.isPresent()) {
            from = since;
        } else if (counts || from.isPresent()) {
            throw new MeteredAfterAll(home.party().account()
                    + " is metered, and its agent was started with --private: enrol it as private, on the page of the member or with"
                    + " ./ems members enrol-agent --private, or start it without. It has sent no reading");
        }
    }

    /** @throws MeteredAfterAll if it is metered in a period from which it was to be private */
    void hear(MatchingPeriod period, Mode mode) {
        if (mode == Mode.METERED
                && from.filter(since -> !period.start().isBefore(since)).isPresent()) {
            throw new MeteredAfterAll(home.party().account() + " is metered from the period of " + period
                    + " on at the latest, and its agent was started with --private: it ends, and has sent no reading");
        }
    }
}
