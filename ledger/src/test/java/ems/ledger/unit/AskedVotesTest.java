package ems.ledger.unit;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.ledger.chain.BlockSigner;
import ems.ledger.chain.Head;
import ems.ledger.contract.Registered;
import ems.ledger.fixture.DemoMarket;
import ems.ledger.key.SigningKey;
import ems.ledger.note.NoteSignature;
import ems.ledger.note.NoteSigner;
import ems.ledger.tree.Sha256;
import ems.ledger.validator.ValidatorChange;
import ems.market.record.EntryLines;
import ems.market.record.Validators;

import static org.assertj.core.api.Assertions.assertThat;

/** Votes come when they come: nobody waits for them, and those that have come are not lost. */
class AskedVotesTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final NoteSigner one = signer("rsu-1");
    private final NoteSigner two = signer("rsu-2");
    private final NoteSigner three = signer("rsu-3");
    private final Validators first = new BlockSigner(List.of(one, two)).validators(2);
    private final Validators next = new BlockSigner(List.of(one, three)).validators(2);

    private final Queue<Runnable> work = new ArrayDeque<>();
    private final List<NoteSigner> voters = new ArrayList<>();
    private Optional<Validators> wanted = Optional.of(next);
    private int asked;
    private Runnable meanwhile = () -> {};

    private final AskedVotes votes = new AskedVotes(DemoMarket.GRID, () -> wanted, this::count, work::add);
    private Head head = Head.BLANK;

    private static NoteSigner signer(String name) {
        return new NoteSigner(name, SigningKey.generate(RANDOM));
    }

    private VoteCount count(ValidatorChange change) {
        asked++;
        List<NoteSignature> given = voters.stream().map(change::vote).toList();
        meanwhile.run();
        return new VoteCount(given, List.of("the others say no"));
    }

    @BeforeEach
    void nameTheFirst() {
        seal(first);
    }

    private void seal(Validators named) {
        head = head.next(DemoMarket.key(head.log().size()), List.of(named), EntryLines.of(List.of(named)), new Sha256())
                .head();
    }

    private static List<String> names(NoteSigner... signers) {
        return Stream.of(signers).map(signer -> signer.verifier().name()).toList();
    }

    private Registered now() {
        return head.state().registered();
    }

    private Optional<Validators> voted() {
        var found = votes.voted(now());
        while (!work.isEmpty()) {
            work.remove().run();
        }
        return found;
    }

    @Test
    void whoLooksDoesNotWait() {
        voters.addAll(List.of(one, two));
        assertThat(votes.voted(now())).isEmpty();
        assertThat(votes.voted(now())).isEmpty();
        assertThat(work).as("asked once at a time").hasSize(1);
        work.remove().run();
        assertThat(votes.voted(now())).map(Validators::withoutVotes).contains(next);
    }

    @Test
    void whoWantsToKnowWhileTheyAreAskedIsNotForgotten() {
        voters.add(one);
        votes.voted(now());
        meanwhile = () -> {
            meanwhile = () -> {};
            voters.add(two);
            votes.voted(now());
        };
        work.remove().run();
        assertThat(asked).isEqualTo(2);
        assertThat(votes.voted(now())).map(Validators::withoutVotes).contains(next);
    }

    @Test
    void theEntryChangesTheValidatorsAndThenNothingIsWanted() {
        voters.addAll(List.of(one, two));
        voted();
        seal(voted().orElseThrow());
        assertThat(now().validators()).contains(next);
        assertThat(voted()).isEmpty();
        assertThat(votes.view(now())).isEmpty();
        assertThat(voted()).isEmpty();
        assertThat(asked).isOne();
    }

    @Test
    void aVoteStaysThoughWhoGaveItIsAway() {
        voters.add(one);
        voted();
        assertThat(votes.view(now()))
                .contains(new WantedChange(2, next.keys(), 1, names(one), 2, List.of("the others say no")));
        voters.set(0, two);
        voted();
        assertThat(voted().orElseThrow().votes()).hasSize(2);
        assertThat(votes.view(now())).contains(new WantedChange(2, next.keys(), 2, names(two, one), 2, List.of()));
    }

    @Test
    void whatIsWantedStaysThoughANewUnitIsAway() {
        voters.add(one);
        voted();
        wanted = Optional.empty();
        voted();
        assertThat(votes.view(now()))
                .contains(new WantedChange(2, next.keys(), 1, names(one), 2, List.of("the others say no")));
        voters.set(0, two);
        voted();
        assertThat(voted()).map(Validators::withoutVotes).contains(next);
        seal(voted().orElseThrow());
        voted();
        assertThat(votes.view(now())).isEmpty();
    }

    @Test
    void whoGivesTwoVotesCountsOnce() {
        voters.addAll(List.of(one, signer("rsu-1")));
        voted();
        assertThat(voted()).isEmpty();
        voters.set(0, signer("rsu-1"));
        voted();
        assertThat(voted()).isEmpty();
        assertThat(votes.view(now()).orElseThrow().votes()).isOne();
    }

    @Test
    void votesForWhatIsWantedNoMoreAreForgotten() {
        voters.addAll(List.of(one, two));
        wanted = Optional.of(new Validators(1, next.keys()));
        voters.remove(two);
        voted();
        wanted = Optional.of(next);
        voters.set(0, two);
        voted();
        assertThat(voted()).isEmpty();
        assertThat(votes.view(now()).orElseThrow().votes()).isOne();
    }

    @Test
    void whereThoseSignThatShallNobodyIsAsked() {
        wanted = Optional.of(
                new Validators(2, List.of(first.keys().get(1), first.keys().get(0))));
        voted();
        wanted = Optional.empty();
        voted();
        assertThat(asked).isZero();
        assertThat(votes.view(now())).isEmpty();
    }
}
