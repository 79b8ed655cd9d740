package ems.processes.guard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * By what senders are counted: an IPv4 address, or the first 64 bits of an IPv6 address. Whoever has a line with IPv6 may send from
 * every address that begins with the same 64 bits.
 */
public final class ClientNetwork {

    private static final int NETWORK_BYTES = 8;

    private ClientNetwork() {}

    /** @param address as the connection has it, without a host's name; anything else stands for itself */
    public static String of(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            var parsed = InetAddress.getByName(address.split("%", 2)[0]);
            if (!(parsed instanceof Inet6Address)) {
                return parsed.getHostAddress();
            }
            var network = Arrays.copyOf(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES), parsed.getAddress().length);
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException noAddress) {
            return address;
        }
    }
}
