package ems.chains.client;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ShellWordTest {

    @ParameterizedTest
    @ValueSource(strings = {"out/demo", "/tmp/a-b_c.1", "C:/x,y@z+1"})
    void aPlainPathStaysAsItIs(String path) {
        assertThat(ShellWord.of(Path.of(path))).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "out/demo",
                "my out",
                "it's",
                "''",
                "~/out",
                "$HOME",
                "`id`",
                "a;b",
                "a&b|c>d",
                "*",
                "back\\slash",
                "say \"yes\"",
                "#no comment",
                "two\nlines",
                "größe"
            })
    void aShellReadsBackWhatWasMeant(String word) throws Exception {
        assertThat(readBack(ShellWord.of(word))).isEqualTo(word);
        assertThat(readBack(ShellWord.of(Path.of(word)))).isEqualTo(word);
    }

    @Test
    void noPathIsTakenForAnOption() {
        assertThat(ShellWord.of(Path.of("-rf"))).isEqualTo("./-rf");
        assertThat(ShellWord.of(Path.of("-my out"))).isEqualTo("'./-my out'");
    }

    private static String readBack(String word) throws Exception {
        var shell = new ProcessBuilder("sh", "-c", "printf %s " + word).start();
        try (var out = shell.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            shell.waitFor();
        }
    }
}
