package ems.routes.ocpp.frame;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.routes.ocpp.frame.Frame.Answer;
import ems.routes.ocpp.frame.Frame.Call;
import ems.routes.ocpp.frame.Frame.Refusal;
import ems.routes.ocpp.frame.Frame.Unheard;
import ems.routes.ocpp.frame.FrameText.Unreadable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class FrameTextTest {

    @Test
    void readsCallsAnswersAndRefusals() throws Unreadable {
        assertThat(FrameText.read("[2,\"a\",\"Heartbeat\",{}]"))
                .isEqualTo(new Call("a", "Heartbeat", FrameText.object()));
        assertThat(FrameText.read("[3,\"a\",{}]")).isEqualTo(new Answer("a", FrameText.object()));
        assertThat(FrameText.read("[4,\"a\",\"NotSupported\",\"no\",{}]"))
                .isEqualTo(new Refusal("a", "NotSupported", "no"));
        assertThat(FrameText.read("[6,\"a\",\"NotifyPeriodicEventStream\",{}]")).isEqualTo(new Unheard("a"));
    }

    @Test
    void keepsNumbersDecimalInBothDirections() throws Unreadable {
        var call = (Call) FrameText.read("[2,\"a\",\"X\",{\"limit\":3.3}]");
        assertThat(call.payload().get("limit").decimalValue()).isEqualTo(new BigDecimal("3.3"));
        assertThat(FrameText.call("b", "Y", call.payload())).isEqualTo("[2,\"b\",\"Y\",{\"limit\":3.3}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[",
                "[]",
                "[2]",
                "[2,7,\"Heartbeat\",{}]",
                "[2,\"\",\"Heartbeat\",{}]",
                "[\"2\",\"a\",\"Heartbeat\",{}]",
                "[2.5,\"a\",\"Heartbeat\",{}]",
                "[2,\"a\",\"Heartbeat\",{}] []",
                "[2,\"a\",\"Heartbeat\",{\"x\":1,\"x\":2}]",
                "[2,\"a\",\"Heartbeat\",{\"x\":NaN}]",
                "[2,\"a\",\"StartTransaction\",{\"meterStart\":1e-600000000}]",
                "[2,\"a\",\"StartTransaction\",{\"meterStart\":1e-61}]",
                "[3,\"a\",{\"limit\":1e2000000000}]",
                "[3,\"a\",{\"limit\":1E+61}]",
                "[2,\"0123456789012345678901234567890123456\",\"Heartbeat\",{}]",
                "[2,\"a\",\"Heartbeat\",[[[[[[[[[[[[[[]]]]]]]]]]]]]]]"
            })
    void whatIsNoFrameIsAnsweredWithoutAnId(String text) {
        var no = catchThrowableOfType(Unreadable.class, () -> FrameText.read(text));
        assertThat(no.answer(OcppVersion.V2_0_1)).startsWith("[4,\"-1\",\"RpcFrameworkError\",");
        assertThat(no.answer(OcppVersion.V1_6)).startsWith("[4,\"-1\",\"ProtocolError\",");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[2,\"a\"]",
                "[2,\"a\",\"Heartbeat\"]",
                "[2,\"a\",7,{}]",
                "[2,\"a\",\"Heartbeat\",7]",
                "[2,\"a\",\"Heartbeat\",{},{}]"
            })
    void aCallThatIsPutTogetherWronglyIsAnsweredByItsId(String text) {
        var no = catchThrowableOfType(Unreadable.class, () -> FrameText.read(text));
        assertThat(no.answer(OcppVersion.V1_6)).startsWith("[4,\"a\",\"FormationViolation\",");
        assertThat(no.answer(OcppVersion.V2_1)).startsWith("[4,\"a\",\"FormatViolation\",");
    }

    @Test
    void aNumberAtItsBoundIsRead() throws Unreadable {
        var call = (Call) FrameText.read("[2,\"a\",\"X\",{\"least\":1e-60,\"most\":1e60}]");
        assertThat(call.payload().get("least").decimalValue()).isEqualByComparingTo("1e-60");
        assertThat(call.payload().get("most").decimalValue()).isEqualByComparingTo("1e60");
    }

    @Test
    void aStationAgreesOnAVersionByName() {
        assertThat(OcppVersion.isAnyOf("ocpp1.6, ocpp2.0.1")).isTrue();
        assertThat(OcppVersion.isAnyOf("ocpp1.5,mqtt")).isFalse();
        assertThat(OcppVersion.subprotocols()).containsExactly("ocpp2.1", "ocpp2.0.1", "ocpp1.6");
    }
}
