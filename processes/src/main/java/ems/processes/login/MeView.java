package ems.processes.login;

import java.util.List;

/**
 * Who asks.
 *
 * @param kind nobody, visitor, tester, person, device or command
 * @param rights that reach all; {@code own:...} those that reach the own parties
 * @param fresh proved lately enough for what is sensitive
 * @param givenPassword somebody else chose the password: choose another one
 * @param setUp whether there is anybody who could log in
 * @param singleSignOn whether {@code /login/sso} leads to the organisation's login
 */
public record MeView(
        String kind,
        String name,
        List<String> roles,
        List<String> parties,
        List<String> rights,
        boolean fresh,
        boolean givenPassword,
        boolean setUp,
        boolean singleSignOn) {}
