package ems.ledger.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import ems.ledger.token.BidToken;

/** Our own checks, with and without what is around the signature. */
final class Ours {

    private Ours() {}

    static List<Contestant> of(Fleet fleet) {
        return List.of(new Bids(fleet), new Signatures(fleet));
    }

    private record Bids(Fleet fleet) implements Contestant {

        @Override
        public String name() {
            return "ours: header, signature and what the bid says";
        }

        @Override
        public int good(List<String> tokens) {
            int good = 0;
            for (String token : tokens) {
                var claimed = BidToken.claimed(token);
                var bid = claimed.verified(fleet.registry().get(claimed.party()).key());
                good += bid.grid().equals(Fleet.GRID) ? 1 : 0;
            }
            return good;
        }
    }

    private record Signatures(Fleet fleet) implements Contestant {

        @Override
        public String name() {
            return "ours: signature alone (Bouncy Castle)";
        }

        @Override
        public int good(List<String> tokens) {
            int good = 0;
            for (int i = 0; i < tokens.size(); i++) {
                String token = tokens.get(i);
                int end = token.lastIndexOf('.');
                good += fleet.registry()
                                .get(fleet.vehicles().get(i))
                                .key()
                                .agrees(
                                        token.substring(0, end).getBytes(StandardCharsets.US_ASCII),
                                        Base64.getUrlDecoder().decode(token.substring(end + 1)))
                        ? 1
                        : 0;
            }
            return good;
        }
    }
}
