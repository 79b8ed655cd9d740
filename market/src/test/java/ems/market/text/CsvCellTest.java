package ems.market.text;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CsvCellTest {

    @Test
    void what_a_reader_would_split_stands_in_quotes() {
        assertThat(CsvCell.written("plain 5 %")).isEqualTo("plain 5 %");
        assertThat(CsvCell.written("")).isEmpty();
        assertThat(CsvCell.written("a,b")).isEqualTo("\"a,b\"");
        assertThat(CsvCell.written("a\nb")).isEqualTo("\"a\nb\"");
        assertThat(CsvCell.written("a\rb")).isEqualTo("\"a\rb\"");
        assertThat(CsvCell.written("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
        assertThat(CsvCell.quoted("plain")).isEqualTo("\"plain\"");
        assertThat(CsvCell.line("a", "b,c", "")).isEqualTo("a,\"b,c\",\n");
    }
}
