package ems.processes.grid;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** The settings {@code ems.anchor.*}: where anchors go besides the files, and what that may cost. */
@ConfigMapping(prefix = AnchorSettings.PREFIX)
public interface AnchorSettings {

    String PREFIX = "ems.anchor";

    /** How long a period waits for its anchor; after that it is settled and not yet anchored. */
    @WithDefault("PT3S")
    Duration patience();

    Evm evm();

    Iota iota();

    /** A node of an EVM chain. */
    interface Evm {

        /** Address of its JSON-RPC door; empty: nothing goes to an EVM chain. */
        Optional<String> url();

        Optional<Path> keyFile();

        Optional<Path> contractsFile();

        Optional<String> chainId();

        @WithDefault(ChainSettings.GAS_PRICE_CEILING)
        String gasPriceCeiling();
    }

    /** A node of IOTA's layer 1. */
    interface Iota {

        /** Its address; empty: nothing goes there. */
        Optional<String> url();

        Optional<Path> keyFile();

        @WithName("package")
        Optional<String> notarization();

        @WithDefault(ChainSettings.IOTA_GAS_PRICE_CEILING)
        String gasPriceCeiling();

        @WithDefault(ChainSettings.IOTA_BUDGET)
        String budget();
    }
}
