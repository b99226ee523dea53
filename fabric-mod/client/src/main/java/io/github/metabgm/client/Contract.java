package io.github.metabgm.client;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Sees to it that the game can call what it is handed. Another version may ask for one method more, or for one with
 * other arguments: then the game would crash at its call, out of reach of every {@link Part}.
 */
public final class Contract {
    private Contract() {}

    /**
     * To be called in a {@link Part}, before the game gets the object.
     *
     * @param contract what the game knows the object as
     * @return {@code object}
     * @throws AbstractMethodError where it lacks something
     */
    public static <T> T fulfilled(Class<? super T> contract, T object) {
        for (Method asked : contract.getMethods()) {
            if (Modifier.isAbstract(asked.getModifiers()) && !has(object.getClass(), asked)) {
                throw new AbstractMethodError(object.getClass().getName() + " as " + asked);
            }
        }
        return object;
    }

    private static boolean has(Class<?> type, Method asked) {
        try {
            Method found = type.getMethod(asked.getName(), asked.getParameterTypes());
            return !Modifier.isAbstract(found.getModifiers());
        } catch (NoSuchMethodException missing) {
            return false;
        }
    }
}
