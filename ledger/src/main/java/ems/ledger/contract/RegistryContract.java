package ems.ledger.contract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import ems.ledger.contract.Held.Words;
import ems.ledger.key.Ed25519Key;
import ems.ledger.key.MeterKey;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.quantity.Energy;
import ems.market.record.AgentKey;
import ems.market.record.DirectTradeSetting;
import ems.market.record.Enrolment;
import ems.market.record.Entry;
import ems.market.record.EntryKind;
import ems.market.record.EntryReader;
import ems.market.record.HomeMetering;
import ems.market.record.HomeMetering.Mode;
import ems.market.record.MembershipOrder;
import ems.market.record.Revocation;
import ems.market.record.TradingPartner;
import ems.market.record.TrailSeal;
import ems.market.record.Validators;

/**
 * Who takes part and with which keys, with whom each prosumer trades, whether homes trade with homes, and who signs the blocks. What a block says of a member
 * holds from the next block on, as only that can be proven; the EVs that a prosumer trades with are named in the block that
 * enrols it. The keys of a party that comes back after its
 * revocation are gone: if it had one for bids, it takes no part until it brings another. Validators follow others by the votes of
 * a quorum of these alone.
 *
 * <p>Holds {@code agent|account = enrolled or revoked|capacity}, {@code key|account|algorithm = public key} (nothing if it is gone), {@code metering|account = how a home's
 * exchanges are known}, {@code partner|prosumer|EV}, {@code validators = quorum|keys}, {@code validators-change = number} of the last
 * change of them, {@code direct-trade = none or leftovers}, and {@code trail = number|hash} of the last line of the trail that was sealed.
 */
final class RegistryContract implements Contract {

    static final String AGENT = "agent";
    static final String KEY = "key";
    static final String METERING = "metering";
    static final String PARTNER = "partner";
    static final String VALIDATORS = "validators";
    static final String VALIDATORS_CHANGE = "validators-change";
    static final String TRAIL = "trail";
    static final String DIRECT_TRADE = "direct-trade";
    static final String ENROLLED = "enrolled";
    private static final String REVOKED = "revoked";
    private static final Words NOTHING = new Words("");

    @Override
    public Execution on(State before, Registered registered, PeriodKey block) {
        return new Block(before, registered, block.grid());
    }

    static String agent(Party party) {
        return AGENT + '|' + party.account();
    }

    private static String key(Party party, String algorithm) {
        return KEY + '|' + party.account() + '|' + algorithm;
    }

    private static final class Block implements Execution {

        private final State before;
        private final Registered registered;
        private final GridId grid;
        private final Set<Party> joined = new HashSet<>();
        private final Map<String, Held> writes = new HashMap<>();
        /** What this block says of members, as far as no order stands behind it yet. */
        private final Set<Change> unordered = new HashSet<>();

        private record Change(Party party, MembershipOrder.Change kind) {}

        Block(State before, Registered registered, GridId grid) {
            this.before = before;
            this.registered = registered;
            this.grid = grid;
        }

        @Override
        public void next(Entry command) {
            switch (command.kind()) {
                case ENROLMENT -> enrol((Enrolment) command);
                case TRADING_PARTNER -> partner((TradingPartner) command);
                case AGENT_KEY -> change((AgentKey) command);
                case HOME_METERING -> change((HomeMetering) command);
                case REVOCATION -> revoke(((Revocation) command).party());
                case MEMBERSHIP_ORDER -> confirm((MembershipOrder) command);
                case VALIDATORS -> name((Validators) command);
                case DIRECT_TRADE -> set((DirectTradeSetting) command);
                case TRAIL_SEAL -> seal((TrailSeal) command);
                case PERIOD_OPENED,
                        VEHICLE_STANDING,
                        SIGNED_BID,
                        CORRECTION,
                        CORRECTION_LINE,
                        MODEL_UPDATE,
                        MODEL_REFUSAL,
                        GLOBAL_MODEL,
                        PROSUMER_BID,
                        VEHICLE_BID,
                        REJECTION,
                        SIGNED_FORECAST,
                        FORECAST_REFUSAL,
                        HORIZON_PLAN,
                        HORIZON_PRICE,
                        SHADOW_PRICE,
                        MATCHING_RESULT,
                        MATCH,
                        DIRECT_RESULT,
                        DIRECT_MATCH,
                        SIGNED_REGISTERS,
                        EXCHANGE_STATEMENT,
                        EXCHANGE_REFUSAL,
                        EXCHANGE,
                        DIRECT_EXCHANGE,
                        SETTLEMENT_LINE,
                        DIRECT_LINE,
                        INVENTORY_ENTRY,
                        ABANDONMENT -> {}
            }
        }

        private void name(Validators validators) {
            Refuse.when(writes.containsKey(VALIDATORS), "this block names validators already");
            registered
                    .changeTo(grid, validators)
                    .ifPresentOrElse(
                            change -> {
                                change.refuseUnlessVoted(validators.votes());
                                writes.put(VALIDATORS_CHANGE, new Words(Long.toString(change.number())));
                            },
                            () -> Refuse.when(
                                    !validators.votes().isEmpty(), "nobody signs the blocks yet, and nobody votes"));
            writes.put(
                    VALIDATORS,
                    new Words(validators
                            .withoutVotes()
                            .text()
                            .substring(EntryKind.VALIDATORS.prefix().length())));
        }

        private void set(DirectTradeSetting setting) {
            String word = setting.trade().word();
            Refuse.when(writes.containsKey(DIRECT_TRADE), "this block says before whether homes trade with homes");
            Refuse.when(
                    before.get(DIRECT_TRADE).filter(word::equals).isPresent(),
                    () -> "direct trade is '" + word + "' before it, and only changes are recorded");
            writes.put(DIRECT_TRADE, new Words(word));
        }

        private void seal(TrailSeal seal) {
            var last = sealed();
            Refuse.when(
                    seal.number() <= last,
                    () -> "the trail was sealed up to its line " + last + " before, and lines are only added to it");
            writes.put(
                    TRAIL,
                    new Words(
                            seal.text().substring(EntryKind.TRAIL_SEAL.prefix().length())));
        }

        private long sealed() {
            String last = current(TRAIL);
            return last.isEmpty()
                    ? 0
                    : TrailSeal.readFrom(new EntryReader(last)).number();
        }

        private void enrol(Enrolment enrolment) {
            var party = enrolment.party();
            Refuse.when(isEnrolled(party), () -> party.account() + " is enrolled already");
            joined.add(party);
            unordered.add(new Change(party, MembershipOrder.Change.ENROL));
            write(party, ENROLLED, enrolment.capacity());
            for (String algorithm : AgentKey.ALGORITHMS) {
                String key = key(party, algorithm);
                if (writes.containsKey(key) || before.get(key).isPresent()) {
                    writes.put(key, NOTHING);
                }
            }
        }

        private void partner(TradingPartner partner) {
            String prosumer = partner.prosumer().account();
            String vehicle = partner.vehicle().account();
            Refuse.when(!joined.contains(partner.prosumer()), () -> prosumer + " is not enrolled in this block");
            Refuse.when(!isEnrolled(partner.vehicle()), () -> vehicle + " is not enrolled");
            String key = PARTNER + '|' + partner.prosumer() + '|' + partner.vehicle();
            boolean named = before.get(key).isPresent() || writes.put(key, NOTHING) != null;
            Refuse.when(named, () -> vehicle + " is a partner of " + prosumer + " already");
        }

        private void change(AgentKey key) {
            var party = key.party();
            Refuse.when(!isEnrolled(party), () -> party.account() + " is not enrolled");
            writes.put(key(party, key.algorithm()), isKey(key) ? new Words(key.publicKey()) : NOTHING);
            if (key.algorithm().equals(AgentKey.BIDS)) {
                unordered.add(new Change(party, MembershipOrder.Change.KEY));
            }
        }

        private void change(HomeMetering metering) {
            var home = metering.home();
            Refuse.when(!isEnrolled(home), () -> home.account() + " is not enrolled");
            writes.put(
                    METERING + '|' + home.account(), new Words(metering.mode().name()));
            unordered.add(new Change(
                    home,
                    metering.mode() == Mode.PRIVATE ? MembershipOrder.Change.PRIVATE : MembershipOrder.Change.METERED));
        }

        /** Bytes of the right number may be no point of the curve: then nobody can sign for the party until it brings another. */
        private static boolean isKey(AgentKey key) {
            try {
                if (key.algorithm().equals(AgentKey.BIDS)) {
                    Ed25519Key.parse(key.publicKey());
                } else {
                    MeterKey.parse(AgentKey.meterAlgorithm(key.algorithm()), key.publicKey());
                }
                return true;
            } catch (IllegalArgumentException noPoint) {
                return false;
            }
        }

        /** A revocation of someone who is not enrolled changes nothing. */
        private void revoke(Party party) {
            if (isEnrolled(party)) {
                joined.remove(party);
                unordered.remove(new Change(party, MembershipOrder.Change.ENROL));
                unordered.add(new Change(party, MembershipOrder.Change.REVOKE));
                write(party, REVOKED, Registered.capacity(current(agent(party))));
            }
        }

        /** An order stands behind the change that it is about, and behind no other's. */
        private void confirm(MembershipOrder order) {
            var party = order.party();
            Refuse.when(
                    !unordered.remove(new Change(party, order.change())),
                    () -> "this block does not say before it what was ordered of " + party.account());
        }

        private boolean isEnrolled(Party party) {
            return joined.contains(party) || registered.isMember(party) && !writes.containsKey(agent(party));
        }

        /** What is held under the key by now; empty if nothing is. */
        private String current(String key) {
            var written = writes.get(key);
            return written == null ? before.get(key).orElse("") : written.text();
        }

        private void write(Party party, String status, Energy capacity) {
            writes.put(agent(party), new Words(status + '|' + capacity.millijoules()));
        }

        @Override
        public Map<String, Held> end() {
            return writes;
        }
    }
}
