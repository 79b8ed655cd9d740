package ems.processes.grid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.chains.evm.ChainContract;
import ems.ledger.export.FileAnchor;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.StateRoots;
import ems.market.party.PeriodKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Anchors go to files, and to the chain that the settings name; a wrong setting is refused before anything starts. */
class AnchorTargetsTest {

    private static final String HASH = "0".repeat(64);
    private static final BlockHeader HEADER = new BlockHeader(
            PeriodKey.parse("home/2026-06-21T12:00:00Z"),
            0,
            0,
            HASH,
            new StateRoots(HASH, HASH, HASH, HASH),
            HASH,
            HASH,
            HASH);

    @TempDir
    Path folder;

    private final Map<String, String> settings = new HashMap<>();

    private void set(String name, Object value) {
        settings.put("ems.anchor." + name, value.toString());
    }

    private AnchorTargets targets() {
        return new AnchorTargets(new SmallRyeConfigBuilder()
                .withMapping(AnchorSettings.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(AnchorSettings.class));
    }

    private void layer_1_is_set() throws IOException {
        settings.clear();
        everything_is_set();
        set("iota.url", "http://127.0.0.1:1");
        set("iota.key-file", settings.get("ems.anchor.evm.key-file"));
        set("iota.package", "0x909c");
    }

    private void everything_is_set() throws IOException {
        set("evm.chain-id", "31337");
        set("evm.gas-price-ceiling", ChainSettings.GAS_PRICE_CEILING);
        set("evm.url", "http://127.0.0.1:1");
        var key = Files.writeString(folder.resolve("key"), "1".repeat(64));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        set("evm.key-file", key);
        var contracts = new StringBuilder("block=0\n");
        for (ChainContract contract : ChainContract.values()) {
            String digit = Integer.toString(contract.ordinal());
            contracts.append(contract.title() + "=0x" + digit.repeat(40) + "\n");
        }
        set("evm.contracts-file", Files.writeString(folder.resolve("contracts"), contracts));
    }

    private void isRefused(String reason) {
        assertThatThrownBy(() -> targets().all(files()))
                .isInstanceOfAny(IllegalArgumentException.class, UncheckedIOException.class)
                .hasMessageContaining(reason);
    }

    private FileAnchor files() {
        return FileAnchor.perGrid(folder, false);
    }

    @Test
    void without_settings_they_go_to_files_only() {
        assertThat(targets().all(files())).containsOnlyKeys("file");
    }

    @Test
    void files_come_before_a_chain() throws IOException {
        everything_is_set();
        assertThat(targets().all(files()).keySet()).containsExactly("file", "evm");
    }

    @Test
    void layer_1_comes_last() throws IOException {
        layer_1_is_set();
        assertThat(targets().all(files()).keySet()).containsExactly("file", "evm", "iota");
    }

    @Test
    void a_missing_or_wrong_setting_of_layer_1_is_named() throws IOException {
        layer_1_is_set();
        set("iota.key-file", "");
        isRefused("ems.anchor.iota.url is set, but not ems.anchor.iota.key-file");
        layer_1_is_set();
        set("iota.package", "");
        isRefused("ems.anchor.iota.url is set, but not ems.anchor.iota.package");
        layer_1_is_set();
        set("iota.package", "909c");
        isRefused("ems.anchor.iota.package: '909c' is not an object's id");
        layer_1_is_set();
        set("iota.url", "127.0.0.1:9000");
        isRefused("ems.anchor.iota.url is not an address like");
        layer_1_is_set();
        set("iota.gas-price-ceiling", "0");
        isRefused("ems.anchor.iota.gas-price-ceiling '0' is not a whole number of nanos in [1, 10^18)");
        layer_1_is_set();
        set("iota.budget", "0.05");
        isRefused("ems.anchor.iota.budget '0.05' is not a whole number of nanos in [1, 10^18)");
        layer_1_is_set();
        set("iota.key-file", folder.resolve("nowhere"));
        isRefused("the key file " + folder.resolve("nowhere") + " cannot be read");
    }

    @Test
    void a_missing_setting_is_named() throws IOException {
        everything_is_set();
        set("evm.key-file", "");
        isRefused("ems.anchor.evm.url is set, but not ems.anchor.evm.key-file");
        everything_is_set();
        set("evm.contracts-file", "");
        isRefused("ems.anchor.evm.url is set, but not ems.anchor.evm.contracts-file");
    }

    @Test
    void a_wrong_setting_is_named() throws IOException {
        everything_is_set();
        set("evm.url", "127.0.0.1:8545");
        isRefused("ems.anchor.evm.url is not an address like http://127.0.0.1:8545");
        everything_is_set();
        set("evm.chain-id", "0");
        isRefused("ems.anchor.evm.chain-id '0' is not a whole number in [1, 10^18)");
        everything_is_set();
        set("evm.gas-price-ceiling", "-1");
        isRefused("ems.anchor.evm.gas-price-ceiling '-1' is not a whole number of wei");
        everything_is_set();
        set("evm.key-file", folder.resolve("nowhere"));
        isRefused("the key file " + folder.resolve("nowhere") + " cannot be read");
    }

    @Test
    void a_contradiction_in_any_target_leaves_the_header_queued() {
        var target = AnchorTargets.alarming("evm", header -> {
            throw new IllegalStateException("published with another hash");
        });
        assertThatThrownBy(() -> target.publish(HEADER))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessage("published with another hash");
    }
}
