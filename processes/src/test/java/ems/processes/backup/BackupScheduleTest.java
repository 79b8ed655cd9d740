package ems.processes.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.processes.folder.DatabasePages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BackupScheduleTest {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00.250Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Optional<char[]> PASSPHRASE = Optional.of("secret".toCharArray());

    @TempDir
    Path temporary;

    private BackupSchedule schedule(Path data, Optional<Duration> every, boolean named, int kept) {
        var login = new DatabaseLogin("sa", "sa");
        return new BackupSchedule(
                new MarketDatabase(login.in(data), new DatabasePages()),
                data,
                every,
                named ? Optional.of(to()) : Optional.empty(),
                kept,
                "sa",
                "sa");
    }

    private Path to() {
        return temporary.resolve("backups");
    }

    private List<String> backups() throws IOException {
        try (var files = Files.list(to())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aBackupIsMadeWhenTheNewestIsOldAndTheOldestGoes() throws IOException {
        var data = KeptData.unzippedInto(temporary.resolve("data"));
        Files.createDirectories(to().resolve(".ems-2026-11-28T12-00-00Z.zip.unfinished/data"));
        Files.writeString(to().resolve("notes.txt"), "not a backup");
        var folder = new BackupFolder(to(), 2);
        var schedule = schedule(data, Optional.of(HOUR), true, 2);

        assertThat(schedule.next(folder, HOUR, PASSPHRASE, NOON)).isEqualTo("2026-11-29T13:00:00Z");
        assertThat(backups()).containsExactly("ems-2026-11-29T12-00-00Z.zip", "notes.txt");

        assertThat(schedule(data, Optional.of(HOUR), true, 2).next(folder, HOUR, PASSPHRASE, NOON.plusSeconds(3_599)))
                .as("after a restart, a second before it is due")
                .isEqualTo("2026-11-29T13:00:00Z");
        assertThat(backups()).hasSize(2);

        schedule.next(folder, HOUR, PASSPHRASE, NOON.plus(HOUR));
        schedule.next(folder, HOUR, PASSPHRASE, NOON.plus(HOUR.multipliedBy(5)));
        assertThat(backups())
                .containsExactly("ems-2026-11-29T13-00-00Z.zip", "ems-2026-11-29T17-00-00Z.zip", "notes.txt");
    }

    @Test
    void oneThatFailsIsTriedAgainSoon() throws IOException {
        var data = KeptData.unzippedInto(temporary.resolve("data"));
        var folder = new BackupFolder(to(), 2);
        var schedule = schedule(data, Optional.of(HOUR), true, 2);

        assertThat(schedule.next(folder, HOUR, Optional.empty(), NOON))
                .as("keys in clear")
                .isEqualTo(NOON.plus(Duration.ofMinutes(10)));
        assertThat(to())
                .satisfiesAnyOf(
                        none -> assertThat(none).doesNotExist(),
                        empty -> assertThat(empty).isEmptyDirectory());
    }

    @Test
    void settingsThatLeadNowhereAreRefusedAtTheStart() {
        var data = temporary.resolve("data");
        schedule(data, Optional.empty(), false, 7).refuseWrongSettings();
        assertThatThrownBy(schedule(data, Optional.of(HOUR), false, 7)::refuseWrongSettings)
                .hasMessageContaining("ems.backup.to must name the folder");
        assertThatThrownBy(schedule(data, Optional.of(Duration.ofSeconds(59)), true, 7)::refuseWrongSettings)
                .hasMessageContaining("is less than a minute");
        assertThatThrownBy(schedule(data, Optional.of(HOUR), true, 0)::refuseWrongSettings)
                .hasMessageContaining("is less than 1");
        assertThatThrownBy(schedule(data, Optional.of(HOUR), true, 1)::refuseWrongSettings)
                .as("the tests' environment has no passphrase")
                .hasMessageContaining("EMS_BACKUP_PASSPHRASE");
    }
}
