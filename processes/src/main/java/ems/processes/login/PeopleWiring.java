package ems.processes.login;

import java.time.Clock;
import javax.sql.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import ems.people.person.People;
import ems.people.session.Sessions;
import ems.people.token.ApiTokens;
import ems.people.token.EndedCertificates;
import ems.people.trail.Trail;

/** People, sessions, tokens and trail in the market's database, by the machine's clock. */
@ApplicationScoped
class PeopleWiring {

    private static final Clock CLOCK = Clock.systemUTC();

    @Produces
    @Singleton
    static People people(DataSource source) {
        return new People(source, CLOCK);
    }

    @Produces
    @Singleton
    static Sessions sessions(DataSource source, People people) {
        return new Sessions(source, people, CLOCK);
    }

    @Produces
    @Singleton
    static ApiTokens tokens(DataSource source) {
        return new ApiTokens(source, CLOCK);
    }

    @Produces
    @Singleton
    static EndedCertificates endedCertificates(DataSource source) {
        return new EndedCertificates(source, CLOCK);
    }

    @Produces
    @Singleton
    static Trail trail(DataSource source) {
        return new Trail(source, CLOCK);
    }
}
