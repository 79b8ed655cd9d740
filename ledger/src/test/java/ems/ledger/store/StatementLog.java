package ems.ledger.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A database that writes down each statement that it is asked for. */
final class StatementLog {

    private final List<String> statements = new ArrayList<>();

    DataSource around(DataSource database) {
        return logging(DataSource.class, database);
    }

    private <T> T logging(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.add((String) given[0]);
                    }
                    try {
                        var answer = method.invoke(real, given);
                        return answer instanceof Connection connection ? logging(Connection.class, connection) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** Forgets what was asked before. */
    void clear() {
        statements.clear();
    }

    /** How many statements ask which steps a period has done. */
    long queriesOfSteps() {
        return statements.stream().filter(sql -> sql.startsWith("select step")).count();
    }

    int size() {
        return statements.size();
    }
}
