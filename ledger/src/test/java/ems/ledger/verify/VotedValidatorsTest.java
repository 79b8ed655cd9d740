package ems.ledger.verify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import ems.ledger.chain.BlockSigner;
import ems.ledger.chain.Checkpoints;
import ems.ledger.chain.Head;
import ems.ledger.chain.SealedBlock;
import ems.ledger.chain.StateCopy;
import ems.ledger.export.BlocksWriter;
import ems.ledger.export.ExportedBlock;
import ems.ledger.fixture.DemoMarket;
import ems.ledger.fixture.TrueHeader;
import ems.ledger.key.SigningKey;
import ems.ledger.note.NoteSigner;
import ems.ledger.note.SignedNote;
import ems.ledger.tree.LogTree;
import ems.ledger.tree.Sha256;
import ems.ledger.validator.ValidatorsText;
import ems.ledger.verify.Verification.Verified;
import ems.ledger.verify.Verification.Wrong;
import ems.market.record.Abandonment;
import ems.market.record.Entry;
import ems.market.record.EntryLines;
import ems.market.record.Validators;

import static org.assertj.core.api.Assertions.assertThat;

/** New validators in a block that a quorum has signed: without the quorum's votes the verifier refuses them all the same. */
class VotedValidatorsTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path folder;

    private final Sha256 sha = new Sha256();
    private final List<NoteSigner> units = signers("rsu");
    private final Validators first = new BlockSigner(units).validators(2);
    private final List<NoteSigner> later = signers("new");
    private final Validators next = new BlockSigner(later).validators(2);

    private final SealedBlock opened = block(Head.BLANK, first);
    private final Validators voted = voted();
    private final SealedBlock changing = block(opened.head(), voted);
    private final SealedBlock following = block(changing.head());

    private static List<NoteSigner> signers(String name) {
        return Stream.of(1, 2, 3)
                .map(number -> new NoteSigner(name + number, SigningKey.generate(RANDOM)))
                .toList();
    }

    private SealedBlock block(Head before, Validators... named) {
        var entries = Stream.<Entry>concat(Stream.of(named), Stream.of(new Abandonment("nobody came")))
                .toList();
        return before.next(DemoMarket.key(before.log().size()), entries, EntryLines.of(entries), sha);
    }

    private Validators voted() {
        var change = opened.head()
                .state()
                .registered()
                .changeTo(DemoMarket.GRID, next)
                .orElseThrow();
        return change.voted(units.subList(1, 3).stream().map(change::vote).toList());
    }

    /** The second block with other validators in its line, a header that is true of that, and the first ones' signatures. */
    private Verification verified(Validators named) throws IOException {
        var lines = EntryLines.of(List.of(named, new Abandonment("nobody came")));
        var header = changing.header();
        var hashed = TrueHeader.of(header, lines, sha);
        var log = opened.head().log();
        var longer = log.with(HexFormat.of().parseHex(hashed.hash()), sha);
        var out = new ByteArrayOutputStream();
        try (var writer = new BlocksWriter(out)) {
            writer.write(new ExportedBlock(
                    opened.header(), signed(log), false, opened.lines().toList()));
            writer.write(new ExportedBlock(hashed, signed(longer), false, lines.toList()));
        }
        return LedgerVerifier.of(new ByteArrayInputStream(out.toByteArray()), InputStream.nullInputStream());
    }

    private String signed(LogTree log) {
        return Checkpoints.signatures(note(log, units));
    }

    private SignedNote note(LogTree log, List<NoteSigner> by) {
        return Checkpoints.of(DemoMarket.GRID, log, sha).sign(by.get(0)).and(by.get(1));
    }

    /** The first block, the one that changes the validators, and one that these sign. */
    private void export(int retired, List<NoteSigner> last) throws IOException {
        try (var writer = new BlocksWriter(Files.newOutputStream(folder.resolve("blocks.txt")))) {
            for (var block : List.of(opened, changing, following)) {
                var signatures = Checkpoints.signatures(note(block.head().log(), block == following ? last : units));
                if (block.header().height() < retired) {
                    writer.writeRetired(block.header(), signatures);
                } else {
                    writer.write(block.header(), signatures, block.lines());
                }
            }
        }
        if (retired > 0) {
            Files.writeString(folder.resolve("state.txt"), StateCopy.of(changing.head()));
        }
    }

    @Test
    void aChangeWhoseBlockIsForgottenIsVouchedForByTheNext() throws IOException {
        export(2, later);
        assertThat(LedgerVerifier.of(folder))
                .isInstanceOfSatisfying(
                        Verified.class, found -> assertThat(found.validators()).contains(next));
        export(2, units);
        assertThat(LedgerVerifier.of(folder))
                .isInstanceOfSatisfying(
                        Wrong.class, wrong -> assertThat(wrong.entry().block()).isEqualTo(2));
    }

    private int since(LogTree log, List<NoteSigner> by) throws IOException {
        var kept = Files.writeString(folder.resolve("kept.txt"), note(log, by).note());
        var trusted = Files.writeString(folder.resolve("trusted.txt"), ValidatorsText.of(first));
        return new CommandLine(new VerifyCommand())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(folder.toString(), "--since", kept.toString(), "--validators", trusted.toString());
    }

    @Test
    void aKeptCheckpointNeedsThoseThatSignedAtItsHeight() throws IOException {
        export(0, later);
        var whole = following.head().log();
        assertThat(since(opened.head().log(), units)).isZero();
        assertThat(since(changing.head().log(), units)).isZero();
        assertThat(since(whole, later)).isZero();
        assertThat(since(opened.head().log(), later)).isEqualTo(VerifyCommand.UNREADABLE);
        assertThat(since(changing.head().log(), later)).isEqualTo(VerifyCommand.UNREADABLE);
        assertThat(since(whole, units)).isEqualTo(VerifyCommand.UNREADABLE);
    }

    private void refused(Validators named, String why) throws IOException {
        assertThat(verified(named)).isInstanceOfSatisfying(Wrong.class, wrong -> {
            assertThat(wrong.entry().block()).isOne();
            assertThat(wrong.entry().entry()).isOne();
            assertThat(wrong.entry().why()).contains(why);
        });
    }

    private Validators withVotes(UnaryOperator<List<String>> change) {
        return new Validators(next.quorum(), next.keys(), change.apply(new ArrayList<>(voted.votes())));
    }

    @Test
    void votedValidatorsAreVerified() throws IOException {
        assertThat(verified(voted))
                .isInstanceOfSatisfying(
                        Verified.class, found -> assertThat(found.validators()).contains(next));
    }

    @Test
    void validatorsThatOnlyTheOperatorWantsAreFound() throws IOException {
        refused(next, "2 of 3 must vote: none did");
    }

    @Test
    void aMissingVoteIsFound() throws IOException {
        refused(withVotes(votes -> votes.subList(1, 2)), "it is signed by 1 of 3 validators, and 2 must sign");
    }

    @Test
    void everyOtherCharacterOfAVoteIsFound() throws IOException {
        String vote = voted.votes().get(0);
        int plus = vote.indexOf('+');
        for (int i = 0; i < vote.length(); i++) {
            if (i == plus) {
                continue; // without it the line is none
            }
            char other = vote.charAt(i) == 'A' ? 'B' : 'A';
            String changed = vote.substring(0, i) + other + vote.substring(i + 1);
            assertThat(verified(withVotes(votes -> List.of(changed, votes.get(1)))))
                    .as("character %d", i)
                    .isInstanceOf(Wrong.class);
        }
    }

    @Test
    void votesForOthersAreFound() throws IOException {
        var others = new BlockSigner(signers("new")).validators(2);
        refused(new Validators(2, others.keys(), voted.votes()), "is not that of its key");
        refused(new Validators(1, next.keys(), voted.votes()), "is not that of its key");
    }
}
