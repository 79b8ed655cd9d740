package ems.processes.operations;

import java.util.List;
import javax.sql.DataSource;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import org.jdbi.v3.core.Jdbi;
import org.kie.kogito.svg.dataindex.DataIndexClient;
import org.kie.kogito.svg.dataindex.NodeInstance;

/** The nodes that a picture of an instance paints. The engine's own client would ask this very server by HTTP, without a login. */
@Alternative
@Priority(1)
@ApplicationScoped
public class InstanceDiagram implements DataIndexClient {

    private final Jdbi jdbi;

    public InstanceDiagram(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    @Override
    public List<NodeInstance> getNodeInstancesFromProcessInstance(String instance, String authorization) {
        return jdbi.withHandle(sql -> sql.createQuery(
                        "select definition_id, exit from nodes where process_instance_id = :id order by enter")
                .bind("id", instance)
                .map((row, context) ->
                        new NodeInstance(row.getTimestamp("exit") != null, row.getString("definition_id")))
                .list());
    }
}
