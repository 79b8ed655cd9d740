package ems.processes.people;

import java.util.List;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jspecify.annotations.Nullable;

import ems.people.person.OwnParty;
import ems.people.token.EndedCertificates;
import ems.people.trail.Act;
import ems.people.trail.Trail;
import ems.processes.login.CurrentAsker;
import ems.processes.operations.Reason;

/** Certificates of devices: they are made elsewhere, and ended here. */
@Path("/api/certificates")
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CertificatesResource {

    private final EndedCertificates ended;
    private final Trail trail;
    private final CurrentAsker asker;

    public CertificatesResource(EndedCertificates ended, Trail trail, CurrentAsker asker) {
        this.ended = ended;
        this.trail = trail;
        this.asker = asker;
    }

    /**
     * A party whose certificates were ended.
     *
     * @param party as the common name says it
     * @param endedAt those that hold from before then do not hold any more
     */
    public record EndedView(String party, String endedAt) {}

    /** @param reason in 1 to 300 characters */
    public record EndWish(@Nullable String party, @Nullable String reason) {}

    @GET
    @Path("/ended")
    public List<EndedView> all() {
        return ended.all().entrySet().stream()
                .map(each -> new EndedView(each.getKey(), each.getValue().toString()))
                .toList();
    }

    /** Ends all certificates that the party has now, at once; one that holds from later on speaks for it again. */
    @POST
    @Path("/ended")
    public List<EndedView> end(@Nullable EndWish wish) {
        var by = asker.get();
        var told = wish == null ? null : wish.party();
        var party = OwnParty.parse(told == null ? "" : told);
        var reason = Reason.given(wish == null ? null : wish.reason());
        trail.doing(new Act(by.name(), "end certificates", party.text(), reason.text()), () -> ended.end(party));
        return all();
    }
}
