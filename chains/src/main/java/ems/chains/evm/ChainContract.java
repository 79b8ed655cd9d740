package ems.chains.evm;

import java.io.IOException;
import java.io.InputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The contracts that a grid's ledger is mirrored in: {@code contracts/src}. The anchor is last, after the states it commits to. */
public enum ChainContract {
    AGENT_REGISTRY("AgentRegistry"),
    MATCHING("Matching"),
    REAL_TIME_MANAGEMENT("RealTimeManagement"),
    MODEL_REGISTRY("ModelRegistry"),
    STATE_ANCHOR("StateAnchor");

    private final String title;

    ChainContract(String title) {
        this.title = title;
    }

    /** Its name in Solidity. */
    public String title() {
        return title;
    }

    /** What a transaction that deploys it carries, hex with 0x. */
    public String bytecode() {
        return compiled().path("bytecode").asText();
    }

    private JsonNode compiled() {
        try (InputStream in = ChainContract.class.getResourceAsStream(title + ".json")) {
            if (in == null) {
                throw new IllegalStateException("contract " + title + " is not compiled: node contracts/compile.mjs");
            }
            return JsonMapper.builder().build().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("contract " + title + " cannot be read", e);
        }
    }
}
