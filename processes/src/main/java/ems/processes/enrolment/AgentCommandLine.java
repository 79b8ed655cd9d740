package ems.processes.enrolment;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import ems.chains.client.ShellWord;
import ems.market.party.GridId;

/** The command that starts an agent, to be pasted into a shell. */
final class AgentCommandLine {

    private AgentCommandLine() {}

    /**
     * @param market where the market was asked
     * @param isPrivate whether it is to send no reading
     * @param meter a file, or a broker's address; null: a file that is to be named
     */
    static String of(
            AgentParties agent, boolean isPrivate, GridId grid, URI market, @Nullable String meter, String token) {
        var heard = meter == null || meter.isBlank() ? "FILE" : meter.strip();
        boolean isBroker = heard.startsWith("mqtt") && heard.contains("://");
        return "EMS_AGENT_TOKEN=" + token + " ./ems agent --home "
                + agent.home().text()
                + agent.car().map(car -> " --car " + car.text()).orElse("")
                + (isPrivate ? " --private" : "")
                + (isBroker ? " --mqtt " : " --readings ") + ShellWord.of(heard)
                + " --market " + ShellWord.of(market.toString())
                + " --grid " + grid.text();
    }
}
