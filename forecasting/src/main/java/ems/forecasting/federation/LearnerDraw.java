package ems.forecasting.federation;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import ems.market.party.ProsumerId;
import ems.market.record.TextHash;

/**
 * Which pairs learn from one version of the global model to the next, where a grid has more of them than may. Those learn whose
 * {@linkplain #ticket tickets} come first, among the members of the period from which the version is used; who arrives later
 * waits for the next draw. A ticket depends on nothing but the recorded hash of the version and the prosumer, so anybody can
 * draw again, and nobody knows the next draw before the version is there.
 *
 * <p>Source: McMahan et al. 2017 (in each round a sample of the clients learns).
 */
public final class LearnerDraw {

    static final String NOT_DRAWN = "it was not drawn to learn";
    static final String AFTER_THE_DRAW = "it came after the draw of those who learn";

    private static final LearnerDraw EVERYBODY = new LearnerDraw(false, Set.of(), Set.of());

    private final boolean sampled;
    private final Set<ProsumerId> members;
    private final Set<ProsumerId> learners;

    private LearnerDraw(boolean sampled, Set<ProsumerId> members, Set<ProsumerId> learners) {
        this.sampled = sampled;
        this.members = members;
        this.learners = learners;
    }

    /** No draw: all learn, also those who arrive later. */
    public static LearnerDraw everybody() {
        return EVERYBODY;
    }

    /**
     * @param members of the period from which the model is used
     * @param most so many learn; everybody does if there are no more
     */
    public static LearnerDraw of(GlobalParameters model, Collection<ProsumerId> members, int most) {
        if (members.size() <= most) {
            return EVERYBODY;
        }
        String hash = model.file().hash();
        Map<ProsumerId, String> tickets =
                members.stream().collect(Collectors.toMap(member -> member, member -> ticket(hash, member)));
        var first = tickets.entrySet().stream()
                .sorted(Map.Entry.<ProsumerId, String>comparingByValue()
                        .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .limit(most)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new LearnerDraw(true, Set.copyOf(members), first);
    }

    /** SHA-256 of the version's hash, a space and the prosumer: 64 hexadecimal digits. */
    static String ticket(String modelHash, ProsumerId prosumer) {
        return TextHash.of((modelHash + " " + prosumer.text()).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether some do not learn. */
    public boolean isSampled() {
        return sampled;
    }

    public boolean learns(ProsumerId prosumer) {
        return !sampled || learners.contains(prosumer);
    }

    /** Why it does not learn; empty if it does. */
    Optional<String> refusal(ProsumerId prosumer) {
        return learns(prosumer)
                ? Optional.empty()
                : Optional.of(members.contains(prosumer) ? NOT_DRAWN : AFTER_THE_DRAW);
    }
}
