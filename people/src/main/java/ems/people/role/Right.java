package ems.people.role;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What may be done, and by whom: the market's one table of rights. Nobody may do what no role here grants. */
public enum Right {
    /** The live page, the rules and their history; a member sees the own part. */
    SEE_MARKET("see the market", ownOfMembers(Role.ANALYST, Role.APPROVER, Role.OPERATOR, Role.AUDITOR)),
    /** Write, check and try drafts of rules, and ask for their approval. */
    EDIT_DRAFTS("edit drafts of rules", everywhere(Role.ANALYST)),
    /** Approve or refuse a draft that somebody else wrote. */
    APPROVE_DRAFTS("approve drafts of rules", everywhere(Role.APPROVER)),
    /** Go back to earlier rules without an approval, in an emergency. */
    RESTORE_RULES("go back to earlier rules in an emergency", everywhere(Role.OPERATOR)),
    /** Process instances, alerts, refused messages. */
    SEE_OPERATIONS("see operations", everywhere(Role.OPERATOR, Role.AUDITOR)),
    /** Retry, skip, abort, pause, resume, silence: each with a reason. */
    REPAIR_PERIODS("repair periods", everywhere(Role.OPERATOR)),
    /** Enrol and revoke members, rotate their keys: each with a reason. */
    MANAGE_MEMBERS("manage members", everywhere(Role.OPERATOR)),
    /** Propose which road-side units sign the blocks; their owners decide by vote. */
    PROPOSE_UNITS("propose road-side units", everywhere(Role.OPERATOR)),
    /** Issue and withdraw tokens of devices. */
    MANAGE_TOKENS("manage tokens", everywhere(Role.OPERATOR, Role.ADMIN)),
    /** Bids, matches and energy; a member's of the own party. */
    SEE_ENERGY("see energy", ownOfMembers(Role.OPERATOR, Role.AUDITOR)),
    /** What the market counts and measures of itself, as numbers over time. */
    SEE_FIGURES("see figures", everywhere(Role.OPERATOR, Role.AUDITOR, Role.MONITOR)),
    /** Bills, trades and receipts; a member's of the own party. */
    SEE_MONEY("see bills and receipts", ownOfMembers(Role.AUDITOR)),
    /** Another public key for the bids of the own party, and tokens of its devices. */
    MANAGE_ACCESS("manage the key and the tokens of the own party", ownOfMembers()),
    /** When a car leaves, and with how much energy. */
    SET_WISHES("set wishes", ownOfMembers()),
    /** Blocks, proofs, exported ledgers. */
    SEE_LEDGER("see the ledger", everywhere(Role.OPERATOR, Role.AUDITOR)),
    /** Who did what. */
    SEE_TRAIL("see the trail", everywhere(Role.OPERATOR, Role.AUDITOR, Role.ADMIN)),
    /** Readings, reports and bids of the own party. */
    SEND_MESSAGES("send messages", Map.of(Role.DEVICE, Scope.OWN)),
    /** Put a reading in the place of the one that came in, after a look into the meter. */
    CORRECT_READINGS("correct readings", everywhere(Role.OPERATOR)),
    /** Add people, give roles, end sessions. */
    MANAGE_PEOPLE("manage people", everywhere(Role.ADMIN));

    private final String words;
    private final Map<Role, Scope> granted;

    Right(String words, Map<Role, Scope> granted) {
        this.words = words;
        this.granted = granted;
    }

    /** As it is written: {@code see-market}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For a sentence: may {@code see the market}. */
    public String words() {
        return words;
    }

    /** How far somebody with one role may go. */
    public Scope scopeOf(Role role) {
        return granted.getOrDefault(role, Scope.NONE);
    }

    /** How far somebody with several roles may go: as far as the best of them. */
    public Scope scopeOf(Collection<Role> roles) {
        return roles.stream().map(this::scopeOf).max(Scope::compareTo).orElse(Scope.NONE);
    }

    /** The roles that may do it, at least for their own party. */
    public Set<Role> roles() {
        return Set.copyOf(granted.keySet());
    }

    private static Map<Role, Scope> everywhere(Role... roles) {
        Map<Role, Scope> granted = new EnumMap<>(Role.class);
        Arrays.stream(roles).forEach(role -> granted.put(role, Scope.ALL));
        return granted;
    }

    private static Map<Role, Scope> ownOfMembers(Role... roles) {
        var granted = everywhere(roles);
        granted.put(Role.MEMBER, Scope.OWN);
        return granted;
    }
}
