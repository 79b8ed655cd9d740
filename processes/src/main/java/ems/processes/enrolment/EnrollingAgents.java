package ems.processes.enrolment;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.HomeMetering.Mode;
import ems.market.record.MembershipOrder.Change;
import ems.people.token.ApiToken;
import ems.processes.grid.LiveGrid;
import ems.processes.members.KeyStanding;
import ems.processes.members.MemberWish;
import ems.processes.members.MembersSource;
import ems.processes.members.OrderingMembers;
import ems.processes.operations.OrderAnswer;
import ems.processes.operations.OrderRefused;
import ems.processes.operations.Reason;
import ems.processes.people.IssuingTokens;
import ems.processes.roster.MemberOrder;

/**
 * Enrols the agent of a home, and ends it. All is looked at before anything is done; whoever does it once more, after the market was
 * killed in between, completes it: a key that is there is ordered by nobody again, and earlier tokens of the agent end last.
 */
@Singleton
public class EnrollingAgents {

    private final MembersSource members;
    private final OrderingMembers ordering;
    private final AgentTokens tokens;

    EnrollingAgents(MembersSource members, OrderingMembers ordering, AgentTokens tokens) {
        this.members = members;
        this.ordering = ordering;
        this.tokens = tokens;
    }

    /**
     * Another key for the home, and for its car; a token that speaks for both; and the home is private, if that is wished.
     *
     * @param market where the market was asked, for the command that is shown
     * @throws IllegalArgumentException if a field is missing or wrong
     * @throws OrderRefused if the keys may not be changed now; then nothing was done
     */
    public EnrolledAgent enrol(LiveGrid grid, Party party, @Nullable AgentWish wish, Enroller by, URI market) {
        var home = home(party);
        if (wish == null) {
            throw new IllegalArgumentException("an agent needs 'key', the public key with which it signs for its home");
        }
        var agent = AgentParties.read(home, wish);
        var reason = Reason.given(wish.reason());
        var lasting = IssuingTokens.lasting(wish.days());
        agent.keys().keySet().forEach(each -> refuseForeign(grid, each, by));
        synchronized (grid.roster()) {
            var earlier = tokens.of(grid.setup().grid(), home);
            refuseOthers(grid, earlier, by);
            refuseWithoutItsCar(grid, agent, earlier, by);
            var changing = agent.keys().entrySet().stream()
                    .filter(each -> isToBeOrdered(grid, each.getKey(), each.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            changing.forEach(each -> refuseUnlessKeyMayChange(grid, each));
            boolean isToHide =
                    wish.asksForPrivacy() && grid.roster().privateFrom(home).isEmpty();
            if (isToHide) {
                OrderingMembers.refuseUnlessMeteringMayChange(grid, home, Mode.PRIVATE);
            }
            var issued = tokens.issue(by, grid.setup().grid(), agent, lasting, reason);
            List<Long> trail = new ArrayList<>();
            for (Party each : changing) {
                var key = Objects.requireNonNull(agent.keys().get(each));
                trail.add(ordering.changeKey(grid, each, MemberWish.of(reason.text(), null, key))
                        .trail());
            }
            var from = from(grid, agent);
            if (isToHide) {
                trail.add(ordering.changeMetering(grid, home, Mode.PRIVATE, reason, from.map(MatchingPeriod::new))
                        .trail());
            }
            tokens.end(by, earlier, reason);
            var block = from.map(EnrollingAgents::carriedBy);
            var privateFrom = grid.roster().privateFrom(home).map(MatchingPeriod::start);
            return new EnrolledAgent(
                    words(agent, from, block, privateFrom),
                    from,
                    block,
                    privateFrom,
                    issued.name(),
                    issued.token(),
                    AgentCommandLine.of(
                            agent, privateFrom.isPresent(), grid.setup().grid(), market, wish.meter(), issued.token()),
                    trail);
        }
    }

    private static ProsumerId home(Party party) {
        if (!(party instanceof ProsumerId home)) {
            throw new IllegalArgumentException("an agent is a home's, such as prosumer:L1, and its car comes along as"
                    + " 'car': " + party.account() + " is no home");
        }
        return home;
    }

    private static void refuseForeign(LiveGrid grid, Party party, Enroller by) {
        if (!by.mayFor().test(party) || !grid.roster().knows(party)) {
            throw OrderRefused.unknown("No party '" + party.account() + "' is there for " + by.name() + " in grid '"
                    + grid.setup().grid() + "'.");
        }
    }

    /** A token that an operator issued may speak for a neighbour's car, or in other grids. */
    private static void refuseOthers(LiveGrid grid, List<ApiToken> tokens, Enroller by) {
        boolean isForOthers = tokens.stream()
                .filter(IssuingTokens::holds)
                .flatMap(token -> token.parties().stream())
                .anyMatch(party -> by.asMember()
                        && !(party.grid().equals(Optional.of(grid.setup().grid()))
                                && by.mayFor().test(party.party())));
        if (isForOthers) {
            throw OrderRefused.notAllowed("The agent speaks for others, too: ask the operator to change or end it.");
        }
    }

    /** The car would be left with a key that nobody signs with any more, or a thief of the box where its token was revoked. */
    private void refuseWithoutItsCar(LiveGrid grid, AgentParties agent, List<ApiToken> earlier, Enroller by) {
        var holding = AgentTokens.parties(
                earlier.stream().filter(IssuingTokens::holds).toList(),
                grid.setup().grid());
        Stream.concat(holding.stream(), parties(grid, agent.home(), earlier, by).stream())
                .filter(party -> !agent.keys().containsKey(party))
                .filter(party -> holding.contains(party) || isToBeGivenBack(grid, party))
                .findFirst()
                .ifPresent(party -> {
                    throw OrderRefused.conflict("The agent of " + agent.home().account() + " signs for "
                            + party.account() + ", too: name it with its key, or end the agent first.");
                });
    }

    /** @throws OrderRefused if another key is on its way */
    private static boolean isToBeOrdered(LiveGrid grid, Party party, String key) {
        var awaited = KeyStanding.awaited(grid, party);
        if (awaited.isEmpty()) {
            return !KeyStanding.of(grid, party, key).counts();
        }
        if (!KeyStanding.brings(awaited.get(), key)) {
            throw awaits(awaited.get());
        }
        return false;
    }

    private static OrderRefused awaits(MemberOrder order) {
        return OrderRefused.conflict("The order " + order.trail() + " of "
                + order.party().account() + " brings another key from "
                + order.holdsFrom().orElse(order.from()) + " on, and no sealed block carries it yet. Wait until then.");
    }

    private void refuseUnlessKeyMayChange(LiveGrid grid, Party party) {
        members.ownKey(grid, party).whyNot().ifPresent(why -> {
            throw OrderRefused.conflict(why);
        });
    }

    /** The first period that the agent may sign for as a whole. */
    private static Optional<Instant> from(LiveGrid grid, AgentParties agent) {
        return agent.keys().entrySet().stream()
                .flatMap(each -> KeyStanding.of(grid, each.getKey(), each.getValue()).from().stream())
                .max(Instant::compareTo);
    }

    private static Instant carriedBy(Instant from) {
        return from.minus(MatchingPeriod.LENGTH.multipliedBy(MemberOrder.periodsAhead(Change.KEY)));
    }

    private static String words(
            AgentParties agent, Optional<Instant> from, Optional<Instant> block, Optional<Instant> privateFrom) {
        return "The agent of " + agent.words() + " is enrolled. "
                + (from.isEmpty()
                        ? "Its key counts already."
                        : "The block of the period of " + block.orElseThrow() + " carries its key; from the period of "
                                + from.get() + " on it signs.")
                + privateFrom
                        .map(hidden -> " " + agent.home().account() + " is private from the period of " + hidden
                                + " on: no reading of it is taken any more.")
                        .orElse("")
                + " Its token is shown this once.";
    }

    /**
     * The installation signs again, the agent's tokens end, and a private home is metered again: nobody is left who could sign what it
     * exchanges.
     *
     * @throws OrderRefused if the home has no agent, or the keys may not be changed now; then nothing was done
     */
    public EndedAgent end(LiveGrid grid, Party party, @Nullable String reason, Enroller by) {
        var home = home(party);
        var because = Reason.given(reason);
        refuseForeign(grid, home, by);
        synchronized (grid.roster()) {
            var ended = tokens.of(grid.setup().grid(), home);
            refuseOthers(grid, ended, by);
            var changing = parties(grid, home, ended, by).stream()
                    .filter(each -> isToBeGivenBack(grid, each))
                    .toList();
            if (changing.isEmpty() && ended.stream().noneMatch(IssuingTokens::holds)) {
                throw OrderRefused.conflict(home.account() + " has no agent.");
            }
            changing.forEach(each -> refuseUnlessKeyMayChange(grid, each));
            boolean isHidden = grid.roster().privateFrom(home).isPresent();
            if (isHidden) {
                OrderingMembers.refuseUnlessMeteringMayChange(grid, home, Mode.METERED);
            }
            List<OrderAnswer> answers = new ArrayList<>();
            changing.forEach(
                    each -> answers.add(ordering.changeKey(grid, each, MemberWish.of(because.text(), null, null))));
            if (isHidden) {
                var from = KeyStanding.awaited(grid, home).map(MemberOrder::from);
                answers.add(ordering.changeMetering(grid, home, Mode.METERED, because, from));
            }
            tokens.end(by, ended, because);
            List<String> words = new ArrayList<>();
            words.add("The agent of " + home.account() + " has no token any more.");
            if (changing.isEmpty()) {
                words.add("No key changes: the installation signs already, or signs for nobody in this grid.");
            }
            answers.forEach(answer -> words.add(answer.words()));
            return new EndedAgent(
                    String.join(" ", words),
                    answers.stream().map(OrderAnswer::trail).toList());
        }
    }

    /**
     * Whom the home's newest agent signed for, also where its token has ended; but for cars that another home's agent has now, or that
     * are somebody else's.
     */
    private List<Party> parties(LiveGrid grid, ProsumerId home, List<ApiToken> newestFirst, Enroller by) {
        var id = grid.setup().grid();
        var newest = newestFirst.stream().limit(1).toList();
        return Stream.concat(Stream.of(home), AgentTokens.parties(newest, id).stream())
                .distinct()
                .filter(party ->
                        party.equals(home) || by.mayFor().test(party) && !tokens.isOfAnotherAgent(id, party, home))
                .toList();
    }

    /**
     * Whether the installation does not sign for it, and may: it signs for nobody in a tester's grid.
     *
     * @throws OrderRefused if a key that is not the installation's is on its way
     */
    private boolean isToBeGivenBack(LiveGrid grid, Party party) {
        if (grid.byHand() || !grid.roster().knows(party)) {
            return false;
        }
        var awaited = KeyStanding.awaited(grid, party);
        if (awaited.isPresent()) {
            if (!awaited.get().madeHere()) {
                throw awaits(awaited.get());
            }
            return false;
        }
        var key = members.ownKey(grid, party);
        return key.fingerprint().isPresent() && !key.signsHere();
    }
}
