package ems.forecasting.round;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import ems.forecasting.federation.Announcement;
import ems.forecasting.federation.Masking;
import ems.forecasting.federation.Updates;
import ems.market.party.ProsumerId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What a pair elsewhere does not do, whatever a market asks it for. */
class PairInRoundTest {

    private final PairInRound pair = new PairInRound(Updates.random("A", 5, 1), Town.CURRENT);
    private final List<Listed> four = Stream.concat(
                    Stream.of(new Listed(pair.announcement(), "signed-by-A", false)),
                    Stream.of("B", "C", "D").map(home -> other(home, 5, false)))
            .toList();

    private static Listed other(String home, int base, boolean here) {
        var announcement =
                new Announcement(new ProsumerId(home), base, 1, Masking.fresh().getPublic());
        return new Listed(announcement, "signed-by-" + home, here);
    }

    private RoundList list(int attempt, List<Listed> listed) {
        return new RoundList(6, pair.model(), attempt, listed);
    }

    @Test
    void itsUpdateGoesIntoOneSumAtMost() {
        pair.masked(list(1, four));
        pair.masked(list(2, four.subList(0, 3)));
        pair.shown(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pair.shown(1))
                .withMessage("the seed of attempt 2 was shown, and no other is");
        assertThat(pair.shown(2)).as("an answer may be lost").isEqualTo(pair.shown(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pair.masked(list(3, four)))
                .withMessage("its update into version 6 is in a sum already");
    }

    @Test
    void oneAttemptIsMaskedForOneList() {
        pair.masked(list(1, four));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pair.masked(list(1, four.subList(0, 3))))
                .withMessage("its update into version 6 is in attempt 1 already");
    }

    /** Both attempts hold the same update: neither, nor their difference, says what. */
    @Test
    void twoAttemptsAreMaskedAnew() {
        long[] one = pair.masked(list(1, four)).masked().values();
        long[] two = pair.masked(list(2, four)).masked().values();
        long[] apart = new long[one.length];
        for (int i = 0; i < apart.length; i++) {
            apart[i] = one[i] - two[i];
        }
        for (long[] numbers : List.of(one, two, apart)) {
            assertThat(Arrays.stream(numbers).filter(number -> Math.abs(number) < 1L << 48))
                    .hasSizeLessThan(3);
        }
    }

    @Test
    void aListThatHidesNobodyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pair.masked(list(1, four.subList(0, 2))))
                .withMessage("the list has 2 pairs that the market does not train, the least is 3");
        List<Listed> mostlyHere = new ArrayList<>(four.subList(0, 2));
        mostlyHere.add(other("E", 5, true));
        mostlyHere.add(other("F", 5, true));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pair.masked(list(1, mostlyHere)))
                .withMessage("the list has 2 pairs that the market does not train, the least is 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> list(1, List.of(four.get(1), four.get(1))))
                .withMessage("a home stands twice in the list of the round into version 6");
    }

    @Test
    void aListWithoutItsOwnAnnouncementIsRefused() {
        List<Listed> swapped = new ArrayList<>(four.subList(1, 4));
        swapped.add(other("A", 5, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pair.masked(list(1, swapped)))
                .withMessage("the list does not have what A announced");
    }

    /** A market that gives each another model sees in the sum what one of them has learnt. */
    @Test
    void allLearnFromTheSameModel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pair.masked(new RoundList(6, "00", 1, four)))
                .withMessageStartingWith("the list is of a merge into version 6 from the model 00");
        List<Listed> older = new ArrayList<>(four);
        older.add(other("E", 4, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pair.masked(list(1, older)))
                .withMessage("E on the list has learnt from version 4, and not from 5");
    }

    @Test
    void nothingIsOpenedThatWasNotSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pair.shown(1))
                .withMessage("nothing was sent in attempt 1");
    }
}
