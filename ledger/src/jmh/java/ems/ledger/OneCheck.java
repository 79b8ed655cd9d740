package ems.ledger;

import java.nio.file.Files;
import java.nio.file.Path;

import ems.ledger.receipt.CheckingAReceipt;
import ems.ledger.receipt.ReceiptVerification.Verified;
import ems.ledger.receipt.Trust;

/** A Java that checks one receipt and ends, or without a file ends at once. Prints the nanoseconds of the check. */
public final class OneCheck {

    private OneCheck() {}

    public static void main(String[] file) throws Exception {
        if (file.length > 0) {
            long start = System.nanoTime();
            var found = CheckingAReceipt.of(Files.readAllBytes(Path.of(file[0])), Trust.NOBODY);
            long end = System.nanoTime();
            System.out.println(end - start);
            System.exit(found instanceof Verified ? 0 : 1);
        }
    }
}
