package ems.processes.command;

import java.util.List;

import io.quarkus.runtime.QuarkusBindException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said when the application cannot go on. */
class ApplicationExitTest {

    @Test
    void a_port_that_is_taken_is_named_with_the_option_that_names_another() {
        var taken = new RuntimeException("Failed to start quarkus", new QuarkusBindException(8080));
        assertThat(ApplicationExit.sentence(taken))
                .isEqualTo("port 8080 is taken by another program: stop that, or name another port with --port N");
        assertThat(ApplicationExit.sentence(new QuarkusBindException(List.of(8080, 8443))))
                .startsWith("port 8080 or 8443 is taken");
    }

    @Test
    void anything_else_is_one_sentence() {
        assertThat(ApplicationExit.sentence(new IllegalStateException("the disk is full")))
                .isEqualTo("the disk is full");
    }
}
