package ems.processes.audit;

import java.util.List;
import java.util.OptionalLong;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import ems.ledger.checkpoint.Extension;
import ems.ledger.checkpoint.StoredCheckpoints;
import ems.ledger.store.LedgerBlocks;
import ems.ledger.store.LedgerBlocks.SignedHeader;
import ems.market.ledger.BlockHeader;
import ems.processes.asked.WholeNumber;
import ems.processes.audit.BlocksView.BlockView;
import ems.processes.grid.GridWiring;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;

/** A grid's blocks, its checkpoints, and the proof that the later of two goes on from the earlier one. Looking changes nothing. */
@Path("/api/grids")
@Singleton
public class AuditResource {

    private static final long MOST_BLOCKS = Integer.MAX_VALUE;

    private final LiveGrids grids;
    private final LedgerBlocks blocks;
    private final StoredCheckpoints checkpoints;
    private final RuleVersionsSource rules;

    AuditResource(LiveGrids grids, GridWiring wiring, RuleVersionsSource rules) {
        this.rules = rules;
        this.grids = grids;
        this.blocks = new LedgerBlocks(wiring.store());
        this.checkpoints = new StoredCheckpoints(wiring.store());
    }

    /** @param from the height of the first one that is listed; left out: the highest */
    @GET
    @Path("/{grid}/blocks")
    @Produces(MediaType.APPLICATION_JSON)
    public BlocksView blocks(
            @PathParam("grid") String name,
            @QueryParam("from") @Nullable String from,
            @QueryParam("limit") @Nullable String limit) {
        var grid = grids.known(name);
        var id = grid.setup().grid();
        long newest = newest(grid);
        long first = Math.min(
                newest,
                from == null || from.isBlank()
                        ? newest
                        : new WholeNumber("from", 1, MOST_BLOCKS).read(plusOne(from)) - 1);
        int most = (int) WholeNumber.LIMIT.read(limit);
        List<SignedHeader> found = blocks.headers(id, first, most);
        long rest = first - found.size();
        return new BlocksView(
                id.text(),
                grid.clock().instant(),
                newest + 1,
                grid.ledger().anchoredHeight(id).orElse(-1L) + 1,
                found.stream().map(AuditResource::view).toList(),
                rest >= 0 && !found.isEmpty() ? OptionalLong.of(rest) : OptionalLong.empty());
    }

    /** Heights count from 0, and {@link WholeNumber} from 1. */
    private static String plusOne(String from) {
        try {
            return Long.toString(Math.addExact(Long.parseLong(from.strip()), 1));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "'from' is '" + from + "', and should be a whole number in [0, " + (MOST_BLOCKS - 1) + "].", e);
        }
    }

    private static BlockView view(SignedHeader signed) {
        var header = signed.header();
        return new BlockView(
                header.height(),
                header.key().period().start(),
                header.entries(),
                header.hash(),
                header.previous(),
                header.root(),
                signed.signatures().lines().map(line -> line.split(" ", 3)[1]).toList());
    }

    /**
     * A signed note: keep it, and ask next week whether the ledger still goes on from it.
     *
     * @param size with how many blocks; left out: all
     */
    @GET
    @Path("/{grid}/checkpoint")
    @Produces(MediaType.TEXT_PLAIN)
    public Response checkpoint(@PathParam("grid") String name, @QueryParam("size") @Nullable String size) {
        var grid = grids.known(name);
        long blocks = size(grid);
        long asked = new WholeNumber("size", blocks, blocks).read(size);
        return Response.ok(checkpoints.note(grid.setup().grid(), asked))
                .header("Content-Disposition", "attachment; filename=\"" + name + "-checkpoint-" + asked + ".txt\"")
                .build();
    }

    /**
     * The hashes that lead from both roots to the same tree (RFC 9162).
     *
     * @param from number of blocks of the earlier checkpoint
     * @param to number of blocks of the later one; left out: all
     */
    @GET
    @Path("/{grid}/consistency")
    @Produces(MediaType.APPLICATION_JSON)
    public String consistency(
            @PathParam("grid") String name,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        var grid = grids.known(name);
        long blocks = size(grid);
        long later = new WholeNumber("to", blocks, blocks).read(to);
        long earlier = new WholeNumber("from", later, later).read(from);
        return Extension.json(
                grid.setup().grid(), checkpoints.proof(grid.setup().grid(), earlier, later));
    }

    /** Each version of the rules that was ever active, and whether archive and ledger still agree on it. */
    @GET
    @Path("/{grid}/rule-versions")
    @Produces(MediaType.APPLICATION_JSON)
    public RuleVersionsView ruleVersions(@PathParam("grid") String name) {
        return rules.of(grids.known(name));
    }

    private static long newest(LiveGrid grid) {
        return grid.ledger().head(grid.setup().grid()).map(BlockHeader::height).orElse(-1L);
    }

    private static long size(LiveGrid grid) {
        long size = newest(grid) + 1;
        if (size == 0) {
            throw new NotFoundException("Grid '" + grid.setup().grid() + "' has sealed no block yet.");
        }
        return size;
    }
}
