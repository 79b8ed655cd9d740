package ems.market.telemetry;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayReportTest {

    @Test
    void twoFilesAddUpColumnByColumn() {
        assertThat(new ReplayReport(1, 20, 300).plus(new ReplayReport(4_000, 50_000, 600_000)))
                .isEqualTo(new ReplayReport(4_001, 50_020, 600_300));
    }
}
