package ems.processes.login;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import jakarta.inject.Singleton;

import io.quarkus.security.credential.CertificateCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;

import ems.people.person.OwnParty;
import ems.people.token.EndedCertificates;

/**
 * Whoever shows a certificate that the server trusts is the device of the party which its common name is, such as {@code
 * prosumer:L1} or {@code demo/vehicle:EV1}, unless the party's certificates were ended since; with another name, nobody.
 */
@Singleton
class DeviceCertificates implements SecurityIdentityAugmentor {

    private final EndedCertificates ended;

    DeviceCertificates(EndedCertificates ended) {
        this.ended = ended;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        var shown = Optional.ofNullable(identity.getCredential(CertificateCredential.class))
                .map(CertificateCredential::getCertificate);
        return shown.isEmpty()
                ? Uni.createFrom().item(identity)
                : context.runBlocking(() -> device(shown.get()).orElse(identity));
    }

    Optional<SecurityIdentity> device(X509Certificate certificate) {
        return party(certificate.getSubjectX500Principal().getName())
                .filter(party -> ended.holds(party, certificate.getNotBefore().toInstant()))
                .map(party -> AskerIdentities.identity(Asker.ofCertificate(party)));
    }

    /** @param subject as RFC 2253 writes it; with more than one common name it is nobody's */
    static Optional<OwnParty> party(String subject) {
        try {
            var names = new LdapName(subject)
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .toList();
            return names.size() == 1 ? Optional.of(OwnParty.parse(names.get(0))) : Optional.empty();
        } catch (InvalidNameException | IllegalArgumentException noParty) {
            return Optional.empty();
        }
    }
}
