package ems.processes.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The printed script, played by bash: what a person has typed of the last word gets its endings. */
class CompletionTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writeTheScript() throws IOException {
        var script = new StringWriter();
        assertThat(Ems.commandLine().setOut(new PrintWriter(script)).execute("completion"))
                .isZero();
        Files.writeString(folder.resolve("completion"), script.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "./ems st,study",
        "./ems te,test",
        "./ems feat,features",
        "./ems benchmark mat,matching",
        "./ems benchmark ledger Bi,BidsReport",
        "./ems study --se,--seed",
        "./ems study paper,paper-scale",
        "./ems rules ch,check"
    })
    void a_word_that_was_begun_is_ended(String typed, String word) throws Exception {
        assertThat(completions(typed)).contains(word);
    }

    @Test
    void a_folder_is_completed_where_one_is_asked_for() throws Exception {
        Files.createDirectory(folder.resolve("ledgers"));

        assertThat(completions("./ems study --out led")).containsExactly("ledgers");
    }

    private List<String> completions(String typed) throws Exception {
        var script = "source ./completion; COMP_WORDS=(" + typed + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                + " COMP_LINE='" + typed
                + "'; COMP_POINT=${#COMP_LINE}; _complete_ems; printf '%s\\n' \"${COMPREPLY[@]}\"";
        var bash = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = bash.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } finally {
            bash.waitFor();
        }
    }
}
