package ems.ledger.contract;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.ledger.key.SigningKey;
import ems.ledger.note.Checkpoint;
import ems.ledger.note.NoteSignature;
import ems.ledger.note.NoteSigner;
import ems.ledger.note.NoteVerifier;
import ems.ledger.validator.ValidatorChange;
import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.Validators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Who signs the blocks changes by the votes of those who sign them, and by nobody else's word. */
class ChangingValidatorsTest {

    private static final GridId HOME = new GridId("home");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final NoteSigner one = signer("rsu-1");
    private final NoteSigner two = signer("rsu-2");
    private final NoteSigner three = signer("rsu-3");
    private final NoteSigner four = signer("rsu-4");
    private final Validators first = of(2, one, two, three);
    private final Validators next = of(2, one, two, four);

    private final RunningGrid grid = new RunningGrid();
    private MatchingPeriod period = ReplayedMarket.PERIOD;

    private static NoteSigner signer(String name) {
        return new NoteSigner(name, SigningKey.generate(RANDOM));
    }

    private static Validators of(int quorum, NoteSigner... signers) {
        return new Validators(
                quorum,
                Stream.of(signers)
                        .map(NoteSigner::verifier)
                        .map(NoteVerifier::text)
                        .toList());
    }

    @BeforeEach
    void nameTheFirst() {
        play(first);
    }

    private void play(Entry... entries) {
        grid.play(period, List.of(entries));
        period = period.next();
    }

    private void refused(String why, Entry... entries) {
        var before = grid.state();
        assertThatIllegalArgumentException().isThrownBy(() -> play(entries)).withMessageContaining(why);
        assertThat(grid.state()).isSameAs(before);
    }

    private ValidatorChange changeTo(Validators to) {
        return grid.state().registered().changeTo(HOME, to).orElseThrow();
    }

    private static Validators voted(ValidatorChange change, NoteSigner... voters) {
        return change.voted(Stream.of(voters).map(change::vote).toList());
    }

    private Validators signing() {
        return grid.state().registered().validators().orElseThrow();
    }

    @Test
    void aQuorumOfThoseThatSignVotesForThoseThatFollow() {
        play(voted(changeTo(next), one, three));
        assertThat(signing()).isEqualTo(next);
        play(voted(changeTo(first), four, two, one));
        assertThat(signing()).isEqualTo(first);
    }

    @Test
    void theStateNamesNoVotes() {
        play(voted(changeTo(next), one, three));
        assertThat(grid.state().registry().get(RegistryContract.VALIDATORS))
                .contains("2|" + String.join(" ", next.keys()));
        assertThat(grid.state().registry().get(RegistryContract.VALIDATORS_CHANGE))
                .contains("1");
    }

    @Test
    void nobodysVoteIsNone() {
        refused("only votes of the validators change who signs, and 2 of 3 must vote: none did", next);
    }

    @Test
    void oneVoteTooFewIsNone() {
        refused("it is signed by 1 of 3 validators, and 2 must sign", voted(changeTo(next), three));
    }

    @Test
    void anOutsiderHasNoVote() {
        refused("it carries a signature that is no validator's", voted(changeTo(next), one, four));
        refused("it carries a signature that is no validator's", voted(changeTo(next), one, two, four));
        refused("it carries a signature that is no validator's", voted(changeTo(next), one, signer("rsu-2")));
    }

    @Test
    void aVoteCountsOnce() {
        refused("or one twice", voted(changeTo(next), one, one));
        refused("or one twice", voted(changeTo(next), one, two, one));
    }

    @Test
    void aVoteForAnotherGridIsNone() {
        refused("is not that of its key", voted(new ValidatorChange(new GridId("other"), 1, first, next), one, two));
    }

    @Test
    void aVoteForOtherValidatorsIsNone() {
        var others = changeTo(of(2, one, three, four));
        var votes = Stream.of(one, two).map(others::vote).toList();
        refused("is not that of its key", changeTo(next).voted(votes));
        var ofFewer = changeTo(of(1, one, two, four));
        refused("is not that of its key", changeTo(next).voted(List.of(ofFewer.vote(one), ofFewer.vote(two))));
    }

    @Test
    void aVoteFromAmongOtherValidatorsIsNone() {
        refused("is not that of its key", voted(new ValidatorChange(HOME, 1, of(1, one, two), next), one, two));
    }

    @Test
    void aVoteIsGoodForOneChange() {
        var votes = voted(changeTo(next), one, two);
        play(votes);
        refused("it carries a signature that is no validator's, or one twice", voted(changeTo(first), one, three));
        play(voted(changeTo(first), one, two));
        assertThat(signing()).as("the first have come back").isEqualTo(first);
        refused("is not that of its key", votes);
        play(voted(changeTo(next), one, two));
    }

    @Test
    void aCheckpointThatTheySignedIsNoVote() {
        var change = changeTo(next);
        var checkpoint = new Checkpoint("ems/home", 7, "0".repeat(64));
        List<NoteSignature> signed = Stream.of(one, two)
                .flatMap(unit -> checkpoint.sign(unit).signatures().stream())
                .toList();
        refused("is not that of its key", change.voted(signed));
    }

    @Test
    void theQuorumAloneChangesByVotes() {
        var strict = of(3, one, two, three);
        refused("none did", strict);
        play(voted(changeTo(strict), two, three));
        assertThat(signing().quorum()).isEqualTo(3);
        refused("it is signed by 2 of 3 validators, and 3 must sign", voted(changeTo(first), two, three));
        play(voted(changeTo(first), one, two, three));
    }

    @Test
    void aBlockNamesThemOnce() {
        var change = changeTo(next);
        refused("this block names validators already", voted(change, one, two), voted(change, one, two));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RunningGrid().play(ReplayedMarket.PERIOD, List.of(first, next)))
                .withMessage("this block names validators already");
    }

    @Test
    void nobodyVotesForTheFirst() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new RunningGrid().play(ReplayedMarket.PERIOD, List.of(voted(changeTo(next), one, two))))
                .withMessage("nobody signs the blocks yet, and nobody votes");
    }

    @Test
    void whoCouldNotSignIsNotVotedFor() {
        var twin = new NoteSigner("rsu-1", four.key());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> changeTo(of(2, one, twin)))
                .withMessageContaining("would count once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> changeTo(of(2, four, new NoteSigner("rsu-5", four.key()))))
                .withMessageContaining("would count once");
        var broken = new Validators(1, List.of("rsu-9+00000000+AAAA"), List.of("rsu-1+AAAA"));
        refused("'rsu-9+00000000+AAAA' is no validator's key: a verifier's key", broken);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> changeTo(of(2, one, signer("$(id)"))))
                .withMessageContaining("'$(id)'");
    }

    @Test
    void theOrderOfTheKeysChangesNoVote() {
        var change = changeTo(of(2, four, two, one));
        assertThat(change.text()).isEqualTo(changeTo(next).text());
        assertThat(change.text())
                .startsWith("ems-validators-1/home\nchange 1\nfrom quorum 2\n")
                .contains("\nto quorum 2\n");
    }
}
