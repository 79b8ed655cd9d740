package ems.ledger.benchmark;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import ems.ledger.receipt.ReceiptVerification.Verified;
import ems.ledger.receipt.ReceiptVerifier;
import ems.ledger.receipt.Trust;

/** A Java that checks one receipt and ends, or without a file ends at once. Prints the nanoseconds of the check, and those of a core. */
public final class OneCheck {

    private OneCheck() {}

    public static void main(String[] file) throws Exception {
        if (file.length > 0) {
            var threads = ManagementFactory.getThreadMXBean();
            long core = threads.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            var found = ReceiptVerifier.of(Files.readAllBytes(Path.of(file[0])), Trust.NOBODY);
            long end = System.nanoTime();
            System.out.println(end - start + " " + (threads.getCurrentThreadCpuTime() - core));
            System.exit(found instanceof Verified ? 0 : 1);
        }
    }
}
