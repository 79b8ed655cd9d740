package ems.features;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import io.cucumber.core.backend.ObjectFactory;

/** Gives the steps of a scenario one scene to share, and the next scenario a new one. */
public final class OneSceneEach implements ObjectFactory {

    private final Map<Class<?>, Object> instances = new HashMap<>();

    @Override
    public void start() {
        instances.clear();
    }

    @Override
    public void stop() {
        instances.clear();
    }

    @Override
    public boolean addClass(Class<?> glue) {
        return true;
    }

    @Override
    public <T> T getInstance(Class<T> type) {
        Object known = instances.get(type);
        if (known == null) {
            known = create(type);
            instances.put(type, known);
        }
        return type.cast(known);
    }

    private Object create(Class<?> type) {
        var constructor = type.getDeclaredConstructors()[0];
        Object[] arguments = Arrays.stream(constructor.getParameterTypes())
                .map(this::getInstance)
                .toArray();
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("cannot create " + type, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create " + type, e);
        }
    }
}
