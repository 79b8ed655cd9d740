package ems.processes.repair;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import graphql.ErrorClassification;
import graphql.GraphQL;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.PropertyDataFetcher;
import org.kie.kogito.index.graphql.GraphQLInstrumentation;
import org.kie.kogito.index.graphql.GraphQLSchemaManager;

import ems.processes.period.FailureWords;

/**
 * The index's GraphQL, for looking: every mutation that the tool has, or will have, is refused, since it takes no reason. What went
 * wrong is said without the names of Java.
 */
@Singleton
public class RepairGraphQl {

    private static final String CHANGES = "Mutation";
    private static final ErrorClassification REFUSED = ErrorClassification.errorClassification("REFUSED");
    private static final ErrorClassification FAILED = ErrorClassification.errorClassification("FAILED");
    /** Fields that hold what the engine says of a failure: type and name. */
    private static final List<FieldCoordinates> FAILURES = List.of(
            FieldCoordinates.coordinates("ProcessInstanceError", "message"),
            FieldCoordinates.coordinates("NodeInstance", "errorMessage"));

    private final PeriodRepair repair;

    public RepairGraphQl(PeriodRepair repair) {
        this.repair = repair;
    }

    /** Goes before the index's own. */
    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    public GraphQL graphQl(GraphQLSchemaManager schemas, GraphQLInstrumentation instrumentation) {
        var code = repairing(schemas.getGraphQLSchema());
        schemas.transform(schema -> schema.codeRegistry(code)); // its instrumentation asks for this one, each time
        return GraphQL.newGraphQL(schemas.getGraphQLSchema())
                .instrumentation(instrumentation)
                .defaultDataFetcherExceptionHandler(RepairGraphQl::inWords)
                .build();
    }

    private GraphQLCodeRegistry repairing(GraphQLSchema schema) {
        return schema.getCodeRegistry().transform(registry -> {
            schema.getMutationType()
                    .getFieldDefinitions()
                    .forEach(field -> registry.dataFetcher(
                            FieldCoordinates.coordinates(CHANGES, field.getName()), refusal(field.getName())));
            FAILURES.forEach(field -> sayInWords(field, schema, registry));
        });
    }

    private static void sayInWords(FieldCoordinates field, GraphQLSchema schema, GraphQLCodeRegistry.Builder registry) {
        GraphQLFieldDefinition known = schema.getFieldDefinition(field);
        if (known != null) {
            var engines = PropertyDataFetcher.fetching(field.getFieldName());
            registry.dataFetcher(field, (DataFetcher<Object>) asked -> {
                var told = engines.get(asked);
                return told == null ? null : FailureWords.of(told.toString());
            });
        }
    }

    private DataFetcher<DataFetcherResult<String>> refusal(String mutation) {
        var operation = RefusedOperation.ofMutation(mutation);
        return asked -> refused(repair.refuse(operation, mutation, id(asked)), asked);
    }

    private static String id(DataFetchingEnvironment asked) {
        return Objects.toString(asked.getArgument("id"), "");
    }

    private static DataFetcherResult<String> refused(RepairAnswer answer, DataFetchingEnvironment asked) {
        return DataFetcherResult.<String>newResult()
                .error(error(asked, answer.words(), REFUSED))
                .build();
    }

    private static graphql.GraphQLError error(DataFetchingEnvironment asked, String words, ErrorClassification kind) {
        return GraphqlErrorBuilder.newError(asked)
                .message("%s", words)
                .errorType(kind)
                .build();
    }

    private static CompletableFuture<DataFetcherExceptionHandlerResult> inWords(
            DataFetcherExceptionHandlerParameters broken) {
        var thrown = broken.getException();
        var words = FailureWords.of(thrown.getClass().getName() + ": " + thrown.getMessage());
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(error(broken.getDataFetchingEnvironment(), words, FAILED))
                        .build());
    }
}
