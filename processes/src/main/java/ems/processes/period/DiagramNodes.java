package ems.processes.period;

import java.util.List;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import io.quarkus.narayana.jta.QuarkusTransaction;
import org.kie.kogito.index.storage.DataIndexStorageService;
import org.kie.kogito.svg.dataindex.DataIndexClient;
import org.kie.kogito.svg.dataindex.NodeInstance;

/**
 * The nodes that a period's diagram colours, from the index in this application. The tool's own client would ask this server by HTTP,
 * where it is nobody.
 */
@Alternative
@Priority(0)
@ApplicationScoped
public class DiagramNodes implements DataIndexClient {

    private final DataIndexStorageService index;

    public DiagramNodes(DataIndexStorageService index) {
        this.index = index;
    }

    @Override
    public List<NodeInstance> getNodeInstancesFromProcessInstance(String instance, String authorization) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var known = index.getProcessInstanceStorage().get(instance);
            return known == null
                    ? List.of()
                    : known.getNodes().stream()
                            .map(node -> new NodeInstance(node.getExit() != null, node.getDefinitionId()))
                            .toList();
        });
    }
}
