package ems.console.page;

import java.io.UnsupportedEncodingException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.console.fixture.FiveHomes;
import ems.console.fixture.Pictures;
import ems.console.fixture.SnapshotJson;
import ems.market.party.GridId;

import static org.assertj.core.api.Assertions.assertThat;

class MarketResourceTest {

    private final OneGrid grid = new OneGrid();
    private final Dispatcher server = MockDispatcherFactory.createDispatcher();

    MarketResourceTest() {
        server.getProviderFactory().registerProviderInstance(new ServersJackson());
        server.getRegistry().addSingletonResource(new MarketResource(grid));
    }

    @Test
    void theGridsAreListed() throws Exception {
        assertThat(body(get("/api/grids"))).isEqualTo("[\"harbour\"]");
    }

    @Test
    void aSnapshotIsFreshJson() throws Exception {
        var response = get("/api/grids/harbour/snapshot");

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).startsWith("application/json");
        assertThat(SnapshotJson.JACKSON.readTree(body(response)))
                .isEqualTo(SnapshotJson.JACKSON.readTree(SnapshotJson.of(MarketSnapshots.of(Pictures.trading()))));
    }

    @Test
    void aReaderChoosesNameAndNumberOfRows() throws Exception {
        get("/api/grids/harbour/snapshot");
        assertThat(grid.asked).isEqualTo(RowChoice.FIRST_ROWS);

        get("/api/grids/harbour/snapshot?find=%20Ev%E2%82%AC1&rows=7");
        assertThat(grid.asked).isEqualTo(new RowChoice("ev€1", 7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rows=many | 'rows' must be a whole number in [1, 1000].",
                "rows= | 'rows' must be a whole number in [1, 1000].",
                "rows=0 | 'rows' is 0: it must be in [1, 1000].",
                "rows=99999999999 | 'rows' must be a whole number in [1, 1000]."
            })
    void aChoiceOutOfBoundsIsRefusedInASentence(String query, String sentence) throws Exception {
        var response = get("/api/grids/harbour/snapshot?" + query);

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(SnapshotJson.JACKSON.readTree(body(response)).path("detail").asText())
                .isEqualTo(sentence);
    }

    @Test
    void deadLettersComeWithTheirReasons() throws Exception {
        assertThat(body(get("/api/grids/harbour/dead-letters"))).contains("power of -40 W is negative", "\"count\":17");
    }

    @Test
    void anUnknownGridIsToldInASentence() throws Exception {
        var response = get("/api/grids/hill/snapshot");

        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(body(response))
                .isEqualTo("{\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"No grid 'hill' runs here; these do: harbour.\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%3Cscript%3Ealert(1)%3C%2Fscript%3E", "..%2F..%2Fetc%2Fpasswd", "%22%7D%0Ax", "harbour%00"})
    void aHostileGridNameIsJustUnknown(String name) throws Exception {
        var response = get("/api/grids/" + name + "/snapshot");

        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(header(response, "Content-Type")).startsWith(Problem.TYPE);
        assertThat(SnapshotJson.JACKSON.readTree(body(response)).path("detail").asText())
                .startsWith("No grid '");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void nothingCanBeChanged(String verb) throws Exception {
        var response = new MockHttpResponse();

        server.invoke(MockHttpRequest.create(verb, "/api/grids/harbour/snapshot"), response);

        assertThat(response.getStatus()).isEqualTo(405);
    }

    private MockHttpResponse get(String path) throws URISyntaxException {
        var response = new MockHttpResponse();
        server.invoke(MockHttpRequest.get(path), response);
        return response;
    }

    private static String body(MockHttpResponse response) throws UnsupportedEncodingException {
        return response.getContentAsString();
    }

    private static String header(MockHttpResponse response, String name) {
        return response.getOutputHeaders().getFirst(name).toString();
    }

    /** A market with one grid at noon. */
    private static final class OneGrid implements FindMarketSnapshot {

        private RowChoice asked = new RowChoice("nobody yet", 1);

        @Override
        public List<GridId> grids() {
            return List.of(FiveHomes.GRID);
        }

        @Override
        public Optional<MarketSnapshot> snapshot(GridId grid, RowChoice choice) {
            asked = choice;
            return Optional.of(MarketSnapshots.of(Pictures.trading()));
        }

        @Override
        public Optional<DeadLettersNow> deadLetters(GridId grid, int most) {
            return Optional.of(Pictures.trading().deadLetters());
        }
    }

    /** Writes JSON as the server does. */
    @Provider
    public static final class ServersJackson implements ContextResolver<ObjectMapper> {

        @Override
        public ObjectMapper getContext(Class<?> type) {
            return SnapshotJson.JACKSON;
        }
    }
}
