package ems.processes.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.forecasting.federation.GlobalParameters;
import ems.forecasting.federation.ModelFile;
import ems.forecasting.federation.Update;
import ems.forecasting.round.MaskKey;
import ems.forecasting.round.PairInRound;
import ems.forecasting.round.RoundStage;
import ems.ledger.token.AnnouncementToken;
import ems.ledger.token.SeedToken;
import ems.ledger.token.UpdateToken;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.ModelRefusal;
import ems.market.record.ModelUpdate;

/**
 * An agent's part in a merge of masked updates, step by step: it announces itself, sends its update masked for a list that it has
 * checked, and shows the seed of the last mask when all have sent theirs; and it asks whether its update is in the sum. What fails on the way is tried again; what is refused ends its part.
 */
final class SecureTurn {

    /** One call in three asks how far the round is: it is made ten times a second. */
    private static final int EVERY = 3;
    /** A block is sealed minutes after its period; keys of an older one may be others' by now. */
    private static final Duration OLDEST_BLOCK = Duration.ofMinutes(10);

    private final AgentParty home;
    private final AgentCalls market;
    private final ListCheck check;
    private final ShownRoots roots;
    private final AgentVoice voice;
    private @Nullable Part part;
    private Optional<Sum> sum = Optional.empty();
    private int calls;

    /** A merge that is to hold this home's update. */
    private record Sum(int into, MatchingPeriod at) {}

    /** What was masked and may not have arrived. */
    private record Waiting(int attempt, ModelFile file) {}

    /** Of one round. */
    private static final class Part {

        private final PairInRound pair;
        private final MatchingPeriod since;
        private final MatchingPeriod merge;
        private boolean announced;
        private @Nullable Waiting waiting;

        Part(PairInRound pair, MatchingPeriod since, MatchingPeriod merge) {
            this.pair = pair;
            this.since = since;
            this.merge = merge;
        }
    }

    SecureTurn(AgentParty home, AgentCalls market, ListCheck check, ShownRoots roots, AgentVoice voice) {
        this.home = home;
        this.market = market;
        this.check = check;
        this.roots = roots;
        this.voice = voice;
    }

    /**
     * Takes part with what was learnt so far; what is learnt later is not in this merge.
     *
     * @param current the model that it was learnt from
     * @param begun the minute before the merge
     * @throws IOException if the market does not answer: then it is told at the next step
     */
    void begin(Update learnt, GlobalParameters current, MatchingPeriod begun) throws IOException {
        part = new Part(
                new PairInRound(learnt, current),
                new MatchingPeriod(begun.start().minus(OLDEST_BLOCK)),
                begun.next());
        calls = 0;
        announce(part);
    }

    private void announce(Part mine) throws IOException {
        var said = mine.pair.announcement();
        var token = new AnnouncementToken(
                home.party(),
                home.grid(),
                mine.pair.into(),
                mine.pair.model(),
                said.samples(),
                MaskKey.text(said.key()));
        var refusal = market.announce(token.sign(home.key()));
        mine.announced = true;
        refusal.ifPresentOrElse(
                reason -> end("the announcement is not taken: " + reason),
                () -> voice.says("takes part in the merge of masked updates into version " + mine.pair.into()));
    }

    /** Says why, and has no part any more. */
    private void end(String why) {
        voice.warns(why);
        part = null;
    }

    /** Does what is due; asks the market now and then what that is. @throws IOException if it does not answer: tried again */
    void step() throws IOException {
        var mine = part;
        if (mine == null || calls++ % EVERY != 0) {
            return;
        }
        if (!mine.announced) {
            announce(mine);
            return;
        }
        var answer = market.round();
        if (!answer.masked() || answer.into() != mine.pair.into()) {
            part = null;
            return;
        }
        try {
            switch (RoundStage.of(answer.stage())) {
                case ANNOUNCING -> {}
                case MASKING -> send(mine, answer);
                case UNMASKING -> show(mine, answer);
                case OVER -> end("the round into version " + answer.into() + " is over without this home's update");
            }
        } catch (IllegalArgumentException refused) {
            end("this home takes no part in the merge into version " + answer.into() + ": " + refused.getMessage());
        }
    }

    private void send(Part mine, RoundAnswer answer) throws IOException {
        if (!mine.pair.hasSent(answer.attempt())) {
            var list = check.verified(
                    answer, mine.pair.model(), (ProsumerId) home.party(), market.registry(), roots, mine.since);
            mine.waiting = new Waiting(answer.attempt(), mine.pair.masked(list).file());
        }
        var waiting = mine.waiting;
        if (waiting != null && waiting.attempt() == answer.attempt()) {
            var signed =
                    new UpdateToken(home.party(), home.grid(), waiting.file().hash()).sign(home.key());
            var refusal = market.maskedUpdate(waiting.file(), signed);
            mine.waiting = null;
            refusal.ifPresent(reason -> voice.warns("the masked update is not taken: " + reason));
        }
    }

    private void show(Part mine, RoundAnswer answer) throws IOException {
        if (!mine.pair.hasSent(answer.attempt())) {
            return;
        }
        var shown = mine.pair.shown(answer.attempt());
        var token = new SeedToken(
                home.party(),
                home.grid(),
                answer.into(),
                shown.list(),
                shown.mask().seed());
        Optional<String> refusal = market.seed(token.sign(home.key()));
        part = null;
        if (refusal.isPresent()) {
            voice.warns("the seed is not taken: " + refusal.get());
        } else {
            sum = Optional.of(new Sum(answer.into(), mine.merge));
            voice.says("what was learnt goes masked into version " + answer.into());
        }
    }

    /** Once the period of a merge is sealed: the sum has this home's update, or the ledger says why not. */
    void hear(MatchingPeriod period, AgentAnswer answer) {
        var awaited = sum.filter(merge -> answer.sealed() && merge.at().equals(period));
        if (awaited.isPresent()) {
            sum = Optional.empty();
            judge(awaited.get().into(), answer.entries());
        }
    }

    private void judge(int into, List<String> lines) {
        List<Entry> entries;
        try {
            entries = Entry.parseAll(lines);
        } catch (IllegalArgumentException e) {
            return; // who asked says so
        }
        boolean isIn = Entry.all(ModelUpdate.class, entries).stream()
                .anyMatch(update -> update.prosumer().equals(home.party()) && update.base() == into - 1);
        var refusal = Entry.all(ModelRefusal.class, entries).stream()
                .filter(no -> no.prosumer().equals(home.party()))
                .findFirst();
        if (refusal.isPresent()) {
            voice.warns("what was learnt is not in version " + into + ": "
                    + refusal.get().reason());
        } else if (!isIn) {
            voice.accuses("the market took what was sent masked into version " + into
                    + ", and the period of the merge says neither that it is in the sum nor why it is not");
        }
    }
}
