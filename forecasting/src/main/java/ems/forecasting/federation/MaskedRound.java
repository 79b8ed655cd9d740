package ems.forecasting.federation;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import ems.market.party.ProsumerId;
import ems.market.record.ModelRefusal;

/**
 * What a round of announcements and masked updates, some of them from elsewhere, has led to when the merge is made.
 *
 * @param announced who is in the sum; empty: pairs here merge among themselves
 * @param delivered of these, in any order; one that is missing costs everybody the merge
 * @param stayedOut who announced itself and is not in the sum, and why
 */
public record MaskedRound(List<Announcement> announced, List<MaskedUpdate> delivered, List<ModelRefusal> stayedOut) {

    static final String LEFT = "somebody on its list has left the grid: the sum stays masked";

    /** Nobody elsewhere took part. */
    public static final MaskedRound NONE = new MaskedRound(List.of(), List.of(), List.of());

    /**
     * The same for those who are members when the merge is made. The masks of one who has left since are in the sum, so that there is none
     * without it; and of who has left, the ledger takes no word.
     */
    MaskedRound of(Set<ProsumerId> members) {
        var left = stayedOut.stream()
                .filter(refusal -> members.contains(refusal.prosumer()))
                .toList();
        var gone = announced.stream()
                .map(Announcement::prosumer)
                .filter(home -> !members.contains(home))
                .findFirst();
        if (gone.isEmpty()) {
            return new MaskedRound(announced, delivered, left);
        }
        var voided = Stream.concat(
                        left.stream(),
                        announced.stream()
                                .map(Announcement::prosumer)
                                .filter(members::contains)
                                .map(home -> new ModelRefusal(home, LEFT)))
                .toList();
        return new MaskedRound(List.of(), List.of(), voided);
    }

    boolean isMade() {
        return !announced.isEmpty();
    }
}
