package ems.routes.wiring;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import ems.routes.table.TableRefused;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What was heard at a broker becomes rows, of which only the owner can say whose they are. */
class WiringProposalTest {

    private final SortedMap<String, byte[]> heard = new TreeMap<>();

    static Stream<String> kinds() {
        return WiringExamples.KINDS.stream().filter(kind -> !kind.equals("home-assistant"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void devices_of_the_examples_are_known_by_any_name(String kind) {
        var table = WiringExamples.table(kind);
        table.samples().forEach(sample -> hear(sample.topic(), sample.payload()));
        var rows = new WiringProposal(heard).table();
        table.samples().stream()
                .filter(sample -> table.rows().stream()
                        .filter(row -> row.memberOf(sample.topic()).isPresent())
                        .anyMatch(row -> row.value(sample.payload().getBytes(UTF_8)) instanceof Payload.Found.Value))
                .forEach(sample -> assertThat(rows.lines()).anyMatch(line -> line.startsWith(sample.topic() + ",")));
    }

    @Test
    void another_device_of_a_kind_is_known_too() {
        hear("shellypro3em-0123456789ab/status/em:0", "{\"total_act_power\":12.5}");
        assertThat(new WiringProposal(heard).table())
                .contains("shellypro3em-0123456789ab/status/em:0,/total_act_power,W,import,,?,120\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"Solar power\",\"stat_t\":\"inverter/state\",\"unit_of_meas\":\"W\",\"dev_cla\":\"power\",\"val_tpl\":\"{{ value_json.ac.power }}\"}"
                        + " ^ inverter/state,/ac/power,W,production,,?,60",
                "{\"name\":\"Grid\",\"~\":\"meter/main\",\"stat_t\":\"~/state\",\"unit_of_measurement\":\"kW\",\"value_template\":\"{{ value_json['em:0'].p | float }}\"}"
                        + " ^ meter/main/state,/em:0/p,kW,import,,?,60",
                "{\"name\":\"Grid\",\"stat_t\":\"m/r\",\"unit_of_meas\":\"W\",\"val_tpl\":\"{{ value_json.p | float(0) | round(1) }}\"}"
                        + " ^ m/r,/p,W,import,,?,60",
                "{\"name\":\"Washer energy\",\"state_topic\":\"washer/energy\",\"unit_of_measurement\":\"kWh\",\"state_class\":\"total_increasing\"}"
                        + " ^ washer/energy,,kWh,consumption register,,?,3600",
                "{\"name\":\"Energy returned\",\"state_topic\":\"m/e\",\"unit_of_measurement\":\"Wh\",\"value_template\":\"{{ value }}\"}"
                        + " ^ m/e,,Wh,export register,,?,3600",
                "{\"name\":\"Car\",\"state_topic\":\"car/soc\",\"unit_of_measurement\":\"%\",\"device_class\":\"battery\"}"
                        + " ^ car/soc,,%,state of charge,,?,60",
            })
    void home_assistant_says_where_a_number_stands(String config, String row) {
        hear("homeassistant/sensor/a/b/config", config);
        assertThat(new WiringProposal(heard).table().lines()).contains(row);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            value = {
                "{\"stat_t\":\"a/b\",\"unit_of_meas\":\"W\",\"val_tpl\":\"{{ value_json.p * 1000 }}\"}",
                "{\"stat_t\":\"a/b\",\"unit_of_meas\":\"kW\",\"val_tpl\":\"{{ value_json.p | float / 1000 }}\"}",
                "{\"stat_t\":\"a/b\",\"unit_of_meas\":\"kW\",\"val_tpl\":\"{{ value_json.p | multiply(0.001) }}\"}",
                "{\"stat_t\":\"a/b\",\"unit_of_meas\":\"%\",\"dev_cla\":\"humidity\"}",
                "{\"stat_t\":\"a/b\",\"unit_of_meas\":\"A\"}",
                "{\"unit_of_meas\":\"W\"}",
                "not json",
            })
    void what_computes_or_measures_something_else_is_left_out(String config) {
        hear("homeassistant/sensor/b/config", config);
        assertThat(new WiringProposal(heard).size()).isZero();
    }

    @Test
    void a_proposal_takes_no_effect_before_its_owner_has_read_it() {
        hear("zigbee2mqtt/washer", "{\"power\":62}");
        var text = new WiringProposal(heard).table();
        assertThat(catchThrowableOfType(
                        TableRefused.class, () -> WiringTable.parse(WiringFile.NAME, text.getBytes(UTF_8))))
                .hasMessageContaining("column 'member': '?' is no member's name");
        assertThat(WiringTable.parse(
                                WiringFile.NAME, text.replace(",?,", ",L1,").getBytes(UTF_8))
                        .size())
                .isEqualTo(1);
    }

    private void hear(String topic, String payload) {
        heard.putIfAbsent(topic, payload.getBytes(UTF_8));
    }
}
