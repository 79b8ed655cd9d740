package ems.market.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.quantity.NetEnergy;
import ems.market.record.ExchangeStatement;
import ems.market.record.Match;
import ems.market.record.SignedRegisters;

/** Port: what parties of matches with a private home signed of their exchange, as far as it has come in. Nobody is waited for. */
public interface SignedExchanges {

    /** For a market in which nobody signs what it exchanged. */
    SignedExchanges NONE = new SignedExchanges() {
        @Override
        public Arrived statements(PeriodKey key) {
            return Arrived.NOTHING;
        }

        @Override
        public Optional<ExchangeStatement> signedHere(
                PeriodKey key, Match match, List<NetEnergy> samples, Optional<SignedRegisters> registers) {
            return Optional.empty();
        }
    };

    /** Asking closes the period: a statement that comes later is late. Asked again, the answer is the same. */
    Arrived statements(PeriodKey key);

    /**
     * Signs for an EV whose key lies in this installation.
     *
     * @param samples what it is to say, six
     * @param registers what the meter of its charger signed, which it names
     * @return empty if its key is elsewhere, or it has none
     */
    Optional<ExchangeStatement> signedHere(
            PeriodKey key, Match match, List<NetEnergy> samples, Optional<SignedRegisters> registers);

    /**
     * What came, and what did not count.
     *
     * @param statements good as far as signature, grid, period and match go
     * @param refused parties of whose statements none was good, each with the reason, in a whole sentence's words
     */
    record Arrived(Map<Party, ExchangeStatement> statements, Map<Party, String> refused) {

        public static final Arrived NOTHING = new Arrived(Map.of(), Map.of());

        public Arrived {
            statements = Map.copyOf(statements);
            refused = Map.copyOf(refused);
        }
    }
}
