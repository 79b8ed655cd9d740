package ems.processes.grid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ems.chains.evm.Address;
import ems.chains.evm.ChainContract;
import ems.chains.evm.ContractAddresses;

/** Where a grid's contracts are on an EVM chain, in a file: {@code StateAnchor=0x...}, a line per contract, and {@code block=12}. */
public final class ContractsFile {

    /** Far longer than any such file, bytes. */
    private static final int LONGEST = 4096;

    private static final String BLOCK = "block";
    private static final Pattern LINE = Pattern.compile("(\\w+)=(\\w+)");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    private static final Set<String> NAMES = Stream.concat(
                    Stream.of(BLOCK), Stream.of(ChainContract.values()).map(ChainContract::title))
            .collect(Collectors.toUnmodifiableSet());

    private ContractsFile() {}

    /** @throws IllegalArgumentException if it is not such a file; it says what is wrong */
    public static ContractAddresses read(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw new IllegalArgumentException("longer than " + LONGEST + " bytes");
            }
            return parse(
                    Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the file of contracts " + file + " cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the file of contracts " + file + ": " + e.getMessage());
        }
    }

    private static ContractAddresses parse(List<String> lines) {
        Map<String, String> said = new HashMap<>();
        for (String line : lines) {
            var field = LINE.matcher(line.strip());
            if (!field.matches() || !NAMES.contains(field.group(1))) {
                throw new IllegalArgumentException(
                        "line '" + line + "' is not NAME=VALUE with one of " + String.join(", ", new TreeSet<>(NAMES)));
            }
            if (said.put(field.group(1), field.group(2)) != null) {
                throw new IllegalArgumentException(field.group(1) + " is there twice");
            }
        }
        Map<ChainContract, Address> addresses = new EnumMap<>(ChainContract.class);
        for (ChainContract contract : ChainContract.values()) {
            var address = said.get(contract.title());
            if (address != null) {
                addresses.put(contract, Address.parse(address));
            }
        }
        String block = said.getOrDefault(BLOCK, "");
        if (!NUMBER.matcher(block).matches()) {
            throw new IllegalArgumentException("block '" + block + "' is not a whole number below 10^18");
        }
        return new ContractAddresses(addresses, Long.parseLong(block));
    }

    public static String text(ContractAddresses contracts) {
        var lines = new StringBuilder();
        for (ChainContract contract : ChainContract.values()) {
            lines.append(contract.title())
                    .append('=')
                    .append(contracts.of(contract))
                    .append('\n');
        }
        return lines.append(BLOCK + '=').append(contracts.block()).append('\n').toString();
    }
}
