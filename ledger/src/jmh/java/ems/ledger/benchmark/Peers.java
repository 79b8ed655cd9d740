package ems.ledger.benchmark;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;

import ems.ledger.key.Ed25519Key;

/** Others' signatures on the same tokens. They do not read what the bid says. */
final class Peers {

    private static final byte[] SUBJECT_PUBLIC_KEY_INFO = HexFormat.of().parseHex("302a300506032b6570032100");

    private Peers() {}

    static List<Contestant> of(Fleet fleet) throws Exception {
        List<PublicKey> keys = new ArrayList<>();
        List<Ed25519Verifier> verifiers = new ArrayList<>();
        for (var vehicle : fleet.vehicles()) {
            var key = fleet.registry().get(vehicle).key();
            keys.add(jdkKey(key));
            verifiers.add(new Ed25519Verifier(
                    new OctetKeyPair.Builder(Curve.Ed25519, new Base64URL(key.text())).build()));
        }
        return List.of(new Nimbus(verifiers), new Jdk(keys), new Jose4j(keys));
    }

    private static PublicKey jdkKey(Ed25519Key key) throws Exception {
        byte[] encoded = new byte[SUBJECT_PUBLIC_KEY_INFO.length + Ed25519Key.BYTES];
        System.arraycopy(SUBJECT_PUBLIC_KEY_INFO, 0, encoded, 0, SUBJECT_PUBLIC_KEY_INFO.length);
        System.arraycopy(key.bytes(), 0, encoded, SUBJECT_PUBLIC_KEY_INFO.length, Ed25519Key.BYTES);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private record Jdk(List<PublicKey> keys) implements Contestant {

        @Override
        public String name() {
            return "the JDK's Ed25519, signature alone";
        }

        @Override
        public int good(List<String> tokens) throws Exception {
            int good = 0;
            for (int i = 0; i < tokens.size(); i++) {
                String token = tokens.get(i);
                int end = token.lastIndexOf('.');
                var signature = Signature.getInstance("Ed25519");
                signature.initVerify(keys.get(i));
                signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
                good += signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1))) ? 1 : 0;
            }
            return good;
        }
    }

    private record Nimbus(List<Ed25519Verifier> verifiers) implements Contestant {

        @Override
        public String name() {
            return "Nimbus JOSE+JWT on Tink";
        }

        @Override
        public int good(List<String> tokens) throws Exception {
            int good = 0;
            for (int i = 0; i < tokens.size(); i++) {
                good += JWSObject.parse(tokens.get(i)).verify(verifiers.get(i)) ? 1 : 0;
            }
            return good;
        }
    }

    private record Jose4j(List<PublicKey> keys) implements Contestant {

        @Override
        public String name() {
            return "jose4j on the JDK";
        }

        @Override
        public int good(List<String> tokens) throws Exception {
            int good = 0;
            for (int i = 0; i < tokens.size(); i++) {
                var jws = new JsonWebSignature();
                jws.setAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA));
                jws.setCompactSerialization(tokens.get(i));
                jws.setKey(keys.get(i));
                good += jws.verifySignature() ? 1 : 0;
            }
            return good;
        }
    }
}
