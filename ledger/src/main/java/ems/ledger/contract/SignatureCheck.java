package ems.ledger.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import ems.ledger.token.BidToken;
import ems.ledger.token.ExchangeToken;
import ems.ledger.token.ForecastToken;
import ems.market.party.PeriodKey;
import ems.market.record.ExchangeStatement;
import ems.market.record.SignedBid;
import ems.market.record.SignedEntry;
import ems.market.record.SignedForecast;

/** Whether what parties signed of a block carries the signature of the party's key over what it says. */
@FunctionalInterface
public interface SignatureCheck {

    /** Each was checked as it arrived, by the same registry. */
    SignatureCheck AT_THE_DOOR = (bid, block, registered) -> {};

    /** One after the other. */
    SignatureCheck EACH = SignatureCheck::check;

    /** @throws IllegalArgumentException if it does not */
    void refuseForged(SignedEntry signed, PeriodKey block, Registered registered);

    /** These of a block, with all cores; others one after the other. */
    static SignatureCheck together(List<? extends SignedEntry> entries, PeriodKey block, Registered registered) {
        Map<SignedEntry, Optional<String>> found = new ConcurrentHashMap<>();
        entries.parallelStream().forEach(signed -> found.put(signed, complaint(signed, block, registered)));
        return (signed, in, by) -> {
            var complaint = found.get(signed);
            if (complaint == null) {
                check(signed, in, by);
            } else {
                complaint.ifPresent(why -> {
                    throw new IllegalArgumentException(why);
                });
            }
        };
    }

    private static Optional<String> complaint(SignedEntry signed, PeriodKey block, Registered registered) {
        try {
            check(signed, block, registered);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static void check(SignedEntry signed, PeriodKey block, Registered registered) {
        var key = registered.bidKey(signed.party());
        if (signed instanceof SignedForecast forecast) {
            ForecastToken.check(forecast, block, key);
        } else if (signed instanceof ExchangeStatement said) {
            ExchangeToken.check(said, block, key);
        } else {
            BidToken.check((SignedBid) signed, block, key);
        }
    }
}
