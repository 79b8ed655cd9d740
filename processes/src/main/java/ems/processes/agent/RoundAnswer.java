package ems.processes.agent;

import java.util.List;

import ems.forecasting.round.Listed;
import ems.forecasting.round.RoundView;

import static java.util.Objects.requireNonNull;

/**
 * What agents are told of the coming merge of masked updates.
 *
 * @param masked whether the grid masks updates at all; otherwise the rest says nothing
 * @param into version of the global model that is merged
 * @param stage what is taken now, or {@code over}
 * @param until end of the stage, as the market's clock has it; empty before anybody has announced itself
 * @param attempt 1, or 2 once some did not send in time
 * @param list who masks with whom; empty while they announce themselves
 */
public record RoundAnswer(boolean masked, int into, String stage, String until, int attempt, List<Member> list) {

    public RoundAnswer {
        requireNonNull(stage);
        list = List.copyOf(list);
    }

    static final RoundAnswer IN_THE_OPEN = new RoundAnswer(false, 0, "over", "", 1, List.of());

    /**
     * One of the list.
     *
     * @param signed its announcement
     * @param here whether the market trains it
     */
    public record Member(String home, String signed, boolean here) {

        public Member {
            requireNonNull(home);
            requireNonNull(signed);
        }

        static Member of(Listed listed) {
            return new Member(listed.home().text(), listed.signed(), listed.here());
        }
    }

    static RoundAnswer of(RoundView view) {
        var list = view.list();
        return new RoundAnswer(
                true,
                list.into(),
                view.stage().word(),
                view.until().toString(),
                list.attempt(),
                list.listed().stream().map(Member::of).toList());
    }

    /** Nobody has announced itself yet. */
    static RoundAnswer awaited(int into) {
        return new RoundAnswer(true, into, "announcing", "", 1, List.of());
    }
}
