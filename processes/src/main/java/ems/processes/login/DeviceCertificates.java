package ems.processes.login;

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

/**
 * Whoever shows a certificate that the server trusts is the device of the party which its common name is, such as {@code
 * prosumer:L1} or {@code demo/vehicle:EV1}; with another name, nobody.
 */
@Singleton
class DeviceCertificates implements SecurityIdentityAugmentor {

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        var shown = identity.getCredential(CertificateCredential.class);
        return Uni.createFrom()
                .item(Optional.ofNullable(shown)
                        .map(CertificateCredential::getCertificate)
                        .flatMap(certificate ->
                                party(certificate.getSubjectX500Principal().getName()))
                        .map(party -> AskerIdentities.identity(Asker.ofCertificate(party)))
                        .orElse(identity));
    }

    /** @param subject as RFC 2253 writes it */
    static Optional<OwnParty> party(String subject) {
        try {
            return new LdapName(subject)
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .findFirst()
                            .map(OwnParty::parse);
        } catch (InvalidNameException | IllegalArgumentException noParty) {
            return Optional.empty();
        }
    }
}
