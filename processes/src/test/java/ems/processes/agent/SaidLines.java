package ems.processes.agent;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What agents say and warn of. */
final class SaidLines {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    AgentVoice voice() {
        return new AgentVoice(new PrintWriter(out), new PrintWriter(err));
    }

    void warn(String line) {
        err.write("ems: " + line + '\n');
    }

    List<String> said() {
        return out.toString().lines().toList();
    }

    List<String> warned() {
        return err.toString().lines().toList();
    }
}
