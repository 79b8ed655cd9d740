package ems.rules.workbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ems.rules.table.LimitForm;
import ems.rules.table.ParticipationForm;
import ems.rules.table.PricingForm;
import ems.rules.table.TableForm;
import ems.rules.table.TableText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A table that the LibreOffice of this machine opens and saves is the same table. */
@Tag("slow")
class LibreOfficeTest {

    private static final Path OFFICE = Path.of("/usr/bin/soffice");

    @TempDir
    private Path folder;

    static Stream<TableForm<?>> forms() {
        return Stream.of(PricingForm.FORM, LimitForm.FORM, ParticipationForm.FORM);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void itComesBackAsItWas(TableForm<?> form) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(OFFICE), "no LibreOffice here: Debian's package is libreoffice-calc");
        var shipped = TableText.of(form.file(), Files.readAllBytes(Path.of("tables", form.file())));
        Path out = Files.write(folder.resolve("table.xlsx"), TableWorkbook.xlsx(shipped));
        Path saved = Files.createDirectory(folder.resolve("saved"));

        assertThat(converting(out, saved)).isZero();

        assertThat(TableWorkbook.table(form.file(), Files.readAllBytes(saved.resolve("table.xlsx"))))
                .isEqualTo(shipped);
    }

    private int converting(Path from, Path to) throws IOException, InterruptedException {
        var office = new ProcessBuilder(List.of(
                        OFFICE.toString(),
                        "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                        "--headless",
                        "--convert-to",
                        "xlsx",
                        "--outdir",
                        to.toString(),
                        from.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("office.log").toFile())
                .start();
        assertThat(office.waitFor(3, TimeUnit.MINUTES)).as("LibreOffice ends").isTrue();
        return office.exitValue();
    }
}
