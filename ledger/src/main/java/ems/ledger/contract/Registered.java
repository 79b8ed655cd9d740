package ems.ledger.contract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import ems.ledger.key.Ed25519Key;
import ems.ledger.validator.ValidatorChange;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.AgentKey;
import ems.market.record.DirectTrade;
import ems.market.record.EntryReader;
import ems.market.record.HomeMetering.Mode;
import ems.market.record.Validators;

/** The registry as it stands before a block: who takes part in the block, and who trades with few. */
public final class Registered {

    private final Set<Party> members = new HashSet<>();
    private final Map<String, String> keys = new HashMap<>();
    private final Set<Party> revoked = new HashSet<>();
    private final Map<Party, Energy> capacities = new HashMap<>();
    private final Map<Party, AccountKeys> stateKeys = new HashMap<>();
    private final Set<Party> signers;
    private final Set<ProsumerId> privateHomes = new HashSet<>();
    /** Reading a key takes as long as checking a signature. */
    private final Map<Party, Ed25519Key> bidKeys = new ConcurrentHashMap<>();

    private final TradingPartners partners;
    private final Optional<DirectTrade> directTrade;
    private final Optional<Validators> validators;
    /** How often they were changed. */
    private final long validatorChanges;

    Registered(State registry) {
        registry.under(RegistryContract.AGENT).forEach((account, value) -> {
            var party = Party.parse(account);
            capacities.put(party, capacity(value));
            stateKeys.put(party, AccountKeys.of(party));
            if (value.startsWith(RegistryContract.ENROLLED)) {
                members.add(party);
            } else {
                revoked.add(party);
            }
        });
        registry.under(RegistryContract.KEY).forEach((owner, key) -> {
            keys.put(owner, key);
        });
        this.signers = members.stream()
                .filter(party -> keys.containsKey(party.account() + '|' + AgentKey.BIDS))
                .collect(Collectors.toUnmodifiableSet());
        registry.under(RegistryContract.METERING).forEach((account, mode) -> {
            if (mode.equals(Mode.PRIVATE.name())) {
                privateHomes.add((ProsumerId) Party.parse(account));
            }
        });
        this.validators =
                registry.get(RegistryContract.VALIDATORS).map(value -> Validators.readFrom(new EntryReader(value)));
        this.validatorChanges = registry.get(RegistryContract.VALIDATORS_CHANGE)
                .map(Long::parseLong)
                .orElse(0L);
        this.partners = partners(registry.under(RegistryContract.PARTNER));
        this.directTrade = registry.get(RegistryContract.DIRECT_TRADE).map(DirectTrade::ofWord);
    }

    /** As it stands after a block. */
    public static Registered of(State registry) {
        return new Registered(registry);
    }

    static Energy capacity(String agent) {
        return new Energy(Long.parseLong(agent.substring(agent.indexOf('|') + 1)));
    }

    private static TradingPartners partners(SortedMap<String, String> lines) {
        if (lines.isEmpty()) {
            return TradingPartners.EVERYONE_WITH_EVERYONE;
        }
        Map<ProsumerId, Set<VehicleId>> few = new HashMap<>();
        for (String pair : lines.keySet()) {
            int bar = pair.indexOf('|');
            few.computeIfAbsent(new ProsumerId(pair.substring(0, bar)), first -> new HashSet<>())
                    .add(new VehicleId(pair.substring(bar + 1)));
        }
        return new TradingPartners(few);
    }

    /**
     * The capacity of an EV's battery.
     *
     * @throws IllegalArgumentException if it was never enrolled
     */
    Energy capacity(VehicleId vehicle) {
        return Refuse.ifMissing(capacities.get(vehicle), () -> vehicle.account() + " is not enrolled");
    }

    /** The capacity of an EV's battery; empty: it was never enrolled. */
    Optional<Energy> capacityIfKnown(VehicleId vehicle) {
        return Optional.ofNullable(capacities.get(vehicle));
    }

    /** Also of a party that only joins in the block. */
    AccountKeys stateKeys(Party party) {
        var known = stateKeys.get(party);
        return known == null ? AccountKeys.of(party) : known;
    }

    /** How many parties are or were members. */
    int size() {
        return capacities.size();
    }

    public boolean isMember(Party party) {
        return members.contains(party);
    }

    /** @throws IllegalArgumentException if it takes no part, or has no key */
    Ed25519Key bidKey(Party party) {
        var key = key(party, AgentKey.BIDS).filter(text -> isMember(party));
        Refuse.when(key.isEmpty(), () -> party.account() + " has no key for bids");
        return bidKeys.computeIfAbsent(party, first -> Ed25519Key.parse(key.orElseThrow()));
    }

    public boolean isRevoked(Party party) {
        return revoked.contains(party);
    }

    /** As base64url; a revoked party keeps its last one until it comes back. */
    public Optional<String> key(Party party, String algorithm) {
        return Optional.ofNullable(keys.get(party.account() + '|' + algorithm)).filter(key -> !key.isEmpty());
    }

    /** Members that sign bids: those that ever had a key for them, also if it is gone. */
    public Set<Party> signers() {
        return signers;
    }

    /** Whether what home and EV sign decides what the home exchanges, and no reading. */
    public boolean isPrivate(ProsumerId home) {
        return privateHomes.contains(home);
    }

    public Set<ProsumerId> privateHomes() {
        return Set.copyOf(privateHomes);
    }

    /** Whether homes trade with homes; empty: no block has said so, and a period may do either. */
    public Optional<DirectTrade> directTrade() {
        return directTrade;
    }

    /** Who signs blocks. */
    public Optional<Validators> validators() {
        return validators;
    }

    /** Whether others signed before them. */
    public boolean hasChangedValidators() {
        return validatorChanges > 0;
    }

    /**
     * What those that sign now vote on if these shall follow them; empty: nobody signs yet.
     *
     * @throws IllegalArgumentException if these cannot sign
     */
    public Optional<ValidatorChange> changeTo(GridId grid, Validators next) {
        return validators.map(now -> new ValidatorChange(grid, validatorChanges + 1, now, next));
    }

    void refuseOutsider(Party party) {
        Refuse.when(!isMember(party), () -> party.account() + " is not enrolled, or revoked");
    }

    TradingPartners partners() {
        return partners;
    }
}
