package ems.processes.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.console.decision.Rounded;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.Entry;
import ems.market.record.MatchedPair;

/** Periods whose end an agent has not heard of yet: it asks about each until it is sealed, and keeps what it is shown. */
final class AskedPeriods {

    /** An hour of a home and its car: one that is not sealed until then is not asked for any more. */
    private static final int MOST = 120;

    private final AgentCalls market;
    private final AgentJudge judge;
    private final HearAnswer listener;
    private final AgentVoice voice;
    private final Path folder;
    private final SetPointFile setPoints;
    private final List<Open> open = new ArrayList<>();

    /**
     * A period of which the end is not known.
     *
     * @param told what was taken as the home's forecast
     * @param isMatched whether the match was heard of
     */
    private record Open(AgentParty own, MatchingPeriod period, Optional<NetEnergy> told, boolean isMatched) {

        Open matched() {
            return new Open(own, period, told, true);
        }
    }

    /** @param listener is told each answer */
    AskedPeriods(
            AgentCalls market,
            AgentJudge judge,
            HearAnswer listener,
            AgentVoice voice,
            Path folder,
            SetPointFile setPoints) {
        this.market = market;
        this.judge = judge;
        this.listener = listener;
        this.voice = voice;
        this.folder = folder;
        this.setPoints = setPoints;
    }

    /** @param told what was taken as the home's forecast; empty for a car */
    void add(AgentParty own, MatchingPeriod period, Optional<NetEnergy> told) {
        open.add(new Open(own, period, told, false));
        while (open.size() > MOST) {
            open.remove(0);
        }
    }

    /** A period of which a statement was taken, and that an earlier process may have asked for. */
    void addUnlessThere(AgentParty own, MatchingPeriod period) {
        boolean isThere = open.stream()
                .anyMatch(asked -> asked.own().equals(own) && asked.period().equals(period));
        if (!isThere) {
            add(own, period, Optional.empty());
        }
    }

    /** Another key speaks for the party: a question that its own signs is not answered any more. */
    void forget(AgentParty own) {
        open.removeIf(asked -> asked.own().equals(own));
    }

    /**
     * About the match of the period that has begun, and the end of those before. A question that is refused does not keep the others
     * from being asked.
     *
     * @param now end of the last reading
     * @throws IOException if the market does not answer
     */
    void ask(Instant now) throws IOException {
        for (Open asked : List.copyOf(open)) {
            boolean isOver = !now.isBefore(asked.period().end());
            if (isOver || now.isAfter(asked.period().start()) && !asked.isMatched()) {
                try {
                    ask(asked, isOver);
                } catch (AgentCalls.RefusedCall e) {
                    voice.fails(String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private void ask(Open asked, boolean isOver) throws IOException {
        var answer = market.ask(asked.own().question(asked.period()));
        listener.hear(asked.own(), asked.period(), answer);
        if (answer.sealed()) {
            open.remove(asked);
            end(asked, answer);
        } else if (!isOver) {
            open.set(open.indexOf(asked), told(asked, answer));
            if (answer.setPoint().isPresent()) {
                follow(asked, answer.setPoint().get());
            }
        }
    }

    private void follow(Open asked, PairSetPoint point) throws IOException {
        var why =
                point.whyNot(asked.own(), asked.period().start(), asked.period().end());
        if (why.isPresent()) {
            voice.accuses(asked.period() + ": the market names a set point that is none: " + why.get());
        } else {
            setPoints.put(point);
        }
    }

    private Open told(Open asked, AgentAnswer answer) {
        try {
            var made = Entry.parseAll(answer.entries()).stream()
                    .filter(MatchedPair.class::isInstance)
                    .map(MatchedPair.class::cast)
                    .findFirst();
            made.ifPresent(match -> voice.says(asked.period() + ": "
                    + match.parties().get(0).text() + " with "
                    + match.parties().get(1).text() + ", "
                    + Rounded.kilowattHours(match.forecastEnergy()).toPlainString()
                    + " kWh if it comes as expected"));
            return made.isPresent() ? asked.matched() : asked;
        } catch (IllegalArgumentException e) {
            voice.warns("the market's answer about " + asked.period() + " is not read: " + e.getMessage());
            return asked.matched();
        }
    }

    private void end(Open asked, AgentAnswer answer) throws IOException {
        var finding = judge.judged(asked.own(), asked.period(), asked.told(), answer);
        String who = asked.period() + ": " + asked.own().party().account() + ": ";
        voice.says(who + finding.words());
        for (String thing : finding.wrong()) {
            voice.accuses(who + thing);
        }
        if (answer.receipt().isPresent()) {
            var receipts = folder.resolve(finding.wrong().isEmpty() ? "receipts" : "wrong");
            Files.createDirectories(receipts);
            var name = asked.own().party().account().replace(':', '-') + '-'
                    + asked.period().toString().replace(':', '-') + ".receipt";
            Files.writeString(receipts.resolve(name), answer.receipt().get());
        }
    }
}
