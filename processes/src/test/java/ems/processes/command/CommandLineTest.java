package ems.processes.command;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A mistake is one sentence on stderr and exit code 2; nothing has started by then. */
class CommandLineTest {

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "fly,Unmatched argument",
        "run --port many,'many' is not an int",
        "run --port 70000,port 70000 is outside",
        "study no-such-scenario,no scenario 'no-such-scenario'",
        "study --seed x,'x' is not a long",
        "forecast no-such-scenario,no scenario 'no-such-scenario'",
        "forecast --strategies crystal-ball,strategies: 'crystal-ball' is none of perfect",
        "forecast --seeds 0,seeds: 0 is outside",
        "forecast --days 1,leaves no past to learn from",
        "forecast measured-week --days 3,reads files and lasts 7 days",
        "models /nowhere /nowhere,/nowhere holds no ledger",
        "anchors deploy --url ftp://x --key-file k --out o,--url is not an address like http://127.0.0.1:8545",
        "anchors deploy --url http://127.0.0.1:1 --key-file /nowhere --out o,the key file /nowhere cannot be read",
        "anchors read --url http://127.0.0.1:1 --contracts /nowhere --grid g --out o,contracts /nowhere cannot be read",
        "anchors,Missing required subcommand",
        "verify,Missing required parameter",
        "receipt,Missing required parameter"
    })
    void a_mistake_is_named(String line, String complaint) {
        assertThat(execute(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith("ems: ").contains(complaint);
    }

    @Test
    void no_command_gets_the_usage() {
        assertThat(execute()).isEqualTo(2);
        assertThat(err.toString()).contains("Which command?", "study", "forecast", "run", "verify", "features");
    }

    @Test
    void what_caused_a_failure_is_told_once() {
        var cause = new IllegalStateException("the node is away");
        assertThat(Ems.oneSentence(new IllegalArgumentException("not deployed", cause)))
                .isEqualTo("not deployed: the node is away");
        assertThat(Ems.oneSentence(new IllegalArgumentException("the node is away: wait", cause)))
                .isEqualTo("the node is away: wait");
    }

    private int execute(String... words) {
        return Ems.commandLine().setErr(new PrintWriter(err, true)).execute(words);
    }
}
