package ems.people;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** A database whose transactions do something else once their work is done, and before it holds. */
public final class HeldCommits {

    private HeldCommits() {}

    public static DataSource of(DataSource database, Runnable beforeTheCommit) {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            var result = method.invoke(database, arguments);
            return result instanceof Connection connection ? held(connection, beforeTheCommit) : result;
        });
    }

    private static Connection held(Connection connection, Runnable beforeTheCommit) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("commit")) {
                beforeTheCommit.run();
            }
            return method.invoke(connection, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        InvocationHandler unwrapping = (proxy, method, arguments) -> {
            try {
                return handler.invoke(proxy, method, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, unwrapping));
    }
}
