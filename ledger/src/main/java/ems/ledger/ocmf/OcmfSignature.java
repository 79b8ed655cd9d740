package ems.ledger.ocmf;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;

import org.bouncycastle.crypto.signers.StandardDSAEncoding;

import ems.ledger.key.MeterKey;
import ems.market.record.MeterAlgorithm;

/** The last section of OCMF: a signature in DER, written in hex or base64. */
record OcmfSignature(MeterAlgorithm algorithm, BigInteger r, BigInteger s) {

    private static final String TYPE = "application/x-der";

    static OcmfSignature read(String section) {
        var members = OcmfJson.read(section);
        var algorithm = MeterAlgorithm.of(members.or("SA", MeterAlgorithm.SECP256R1.word()));
        String type = members.or("SM", TYPE);
        if (!type.equals(TYPE)) {
            throw new IllegalArgumentException("OCMF member SM '" + type + "' is not " + TYPE);
        }
        byte[] der = bytes(members.or("SE", "hex"), members.required("SD"));
        try {
            BigInteger[] pair = StandardDSAEncoding.INSTANCE.decode(
                    MeterKey.curve(algorithm).getN(), der);
            return new OcmfSignature(algorithm, pair[0], pair[1]);
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            // whatever the ASN.1 reader says to other things than two numbers
            throw new IllegalArgumentException("OCMF member SD is no signature in DER", e);
        }
    }

    private static byte[] bytes(String encoding, String text) {
        try {
            return switch (encoding) {
                case "hex" -> HexFormat.of().parseHex(text);
                case "base64" -> Base64.getDecoder().decode(text);
                default ->
                    throw new IllegalArgumentException("OCMF member SE '" + encoding + "' is neither hex nor base64");
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("OCMF member SD is not written as SE says: " + e.getMessage(), e);
        }
    }
}
