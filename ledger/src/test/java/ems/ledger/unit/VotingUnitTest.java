package ems.ledger.unit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.chain.BlockSigner;
import ems.ledger.chain.Head;
import ems.ledger.chain.SealedBlock;
import ems.ledger.export.ExportedBlock;
import ems.ledger.fixture.DemoMarket;
import ems.ledger.key.SigningKey;
import ems.ledger.note.NoteSignature;
import ems.ledger.note.NoteSigner;
import ems.ledger.tree.Sha256;
import ems.ledger.validator.ValidatorChange;
import ems.market.record.Abandonment;
import ems.market.record.Entry;
import ems.market.record.EntryLines;
import ems.market.record.Validators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** A unit votes for the validators that its owner has approved, once, and for no others. */
class VotingUnitTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path folder;

    private final NoteSigner own = signer("rsu-1");
    private final NoteSigner other = signer("rsu-2");
    private final NoteSigner joining = signer("rsu-3");
    private final NoteSigner market = signer("market");
    private final Validators first = new BlockSigner(List.of(own, other)).validators(2);
    private final Validators next = new BlockSigner(List.of(own, joining)).validators(1);

    private Head head = Head.BLANK;
    private RoadSideUnit unit;
    private OwnersApproval approval;

    private static NoteSigner signer(String name) {
        return new NoteSigner(name, SigningKey.generate(RANDOM));
    }

    @BeforeEach
    void start() throws Exception {
        unit = unit(own);
        approval = new OwnersApproval(folder.resolve("rsu-1"));
        take(first);
    }

    private RoadSideUnit unit(NoteSigner signer) throws Exception {
        return new RoadSideUnit(DemoMarket.GRID, signer, Optional.empty(), folder.resolve(signer.name()));
    }

    @AfterEach
    void end() throws IOException {
        unit.close();
    }

    /** A block of these and of a period that never ran. */
    private SealedBlock sealed(Entry... entries) {
        var all = Stream.concat(Stream.of(entries), Stream.of(new Abandonment("nobody came")))
                .toList();
        var block = head.next(DemoMarket.key(head.log().size()), all, EntryLines.of(all), new Sha256());
        head = block.head();
        return block;
    }

    private void take(Entry... entries) throws IOException {
        var block = sealed(entries);
        var exported =
                new ExportedBlock(block.header(), "", false, block.lines().toList());
        assertThat(unit.judge(Proposal.of(exported, block.head().log(), market, new Sha256())))
                .isInstanceOf(UnitAnswer.Signed.class);
    }

    private ValidatorChange change(Validators to) {
        return head.state().registered().changeTo(DemoMarket.GRID, to).orElseThrow();
    }

    private void refuses(Validators asked, String why) throws IOException {
        assertThat(unit.vote(asked))
                .isInstanceOfSatisfying(
                        UnitAnswer.Refused.class,
                        refused -> assertThat(refused.reason()).contains(why));
    }

    private NoteSignature vote(Validators asked) throws IOException {
        var signed = (UnitAnswer.Signed) unit.vote(asked);
        return NoteSignature.parse(signed.signature().stripTrailing());
    }

    @Test
    void withoutItsOwnersWordItRefusesAndSaysWhatToRun() throws Exception {
        refuses(
                next,
                "its owner has not approved these validators. An owner who does runs: ./ems validator approve --data "
                        + folder.resolve("rsu-1") + " --quorum 1 "
                        + own.verifier().text() + ' '
                        + joining.verifier().text());
    }

    @Test
    void aNameThatAShellWouldRunIsNotRepeatedAsACommand() throws Exception {
        var foreign = new NoteSigner("x;{curl,evil}", joining.key());
        var forged = new BlockSigner(List.of(own, foreign)).validators(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> unit.vote(forged))
                .withMessageContainingAll("A-Z a-z 0-9 . _ -", "'x;{curl,evil}'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> approval.approve(forged))
                .withMessageContaining("'x;{curl,evil}'");
        assertThat(approval.approved()).isEmpty();
    }

    @Test
    void aFolderIsOneWordOfTheCommand() {
        assertThat(new OwnersApproval(Path.of("my unit's $(id)")).command(next))
                .startsWith("./ems validator approve --data 'my unit'\\''s $(id)' --quorum 1 rsu-1+");
    }

    @Test
    void oneNameIsNotApprovedTwice() {
        var twin = new NoteSigner("rsu-1", joining.key());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> approval.approve(new BlockSigner(List.of(own, twin)).validators(1)))
                .withMessageContainingAll("would count once", twin.verifier().text());
    }

    @Test
    void itVotesForWhatItsOwnerApprovedWhileItRuns() throws Exception {
        approval.approve(next);
        assertThat(change(next).counts(vote(next))).isTrue();
        assertThat(vote(next)).as("asked again").isEqualTo(vote(next));
    }

    @Test
    void anApprovalIsForNoOthers() throws Exception {
        approval.approve(next);
        refuses(new Validators(2, next.keys()), "has not approved");
        refuses(new BlockSigner(List.of(joining, other)).validators(1), "has not approved");
        approval.approve(first);
        refuses(next, "has not approved");
    }

    @Test
    void anApprovalOutlivesARestartAndEndsWithTheNextChange() throws Exception {
        approval.approve(next);
        unit.close();
        unit = unit(own);
        var vote = vote(next);
        take(change(next).voted(List.of(vote, change(next).vote(other))));
        assertThat(approval.approved()).isEmpty();
        take();
        var back = change(first);
        refuses(first, "has not approved");
        approval.approve(first);
        take(back.voted(List.of(vote(first))));
        refuses(next, "has not approved");
    }

    @Test
    void oneThatJoinsOrHasLeftHasNoVote() throws Exception {
        Files.createDirectories(folder.resolve("rsu-3"));
        new OwnersApproval(folder.resolve("rsu-3")).approve(next);
        try (var outside = unit(joining)) {
            assertThat(outside.vote(next))
                    .isEqualTo(new UnitAnswer.Refused("it signs no blocks of grid home, and has no vote"));
        }
        var without = new BlockSigner(List.of(other, joining)).validators(1);
        take(change(without)
                .voted(List.of(change(without).vote(own), change(without).vote(other))));
        approval.approve(next);
        refuses(next, "has no vote");
    }

    @Test
    void aBrokenApprovalIsNone() throws Exception {
        Files.writeString(approval.file(), "quorum many\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> unit.vote(next))
                .withMessageContainingAll("approved-validators.txt is no approval", "quorum N");
    }
}
