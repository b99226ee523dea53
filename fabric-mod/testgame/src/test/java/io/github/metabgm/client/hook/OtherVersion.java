package io.github.metabgm.client.hook;

import java.io.IOException;
import java.io.InputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/** Mod and stand-in game loaded anew, with a method of one class under another name. */
final class OtherVersion extends ClassLoader {
    private final String altered;
    private String from = "";
    private String to = "";

    /** @param altered binary name */
    OtherVersion(String altered) {
        super(OtherVersion.class.getClassLoader());
        this.altered = altered;
    }

    /** Before the class is used. */
    void rename(String method, String name) {
        from = method;
        to = name;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("net.minecraft.") && !name.startsWith("io.github.metabgm.")) {
            return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = name.equals(altered) ? renamed(in) : in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }

    private byte[] renamed(InputStream in) throws IOException {
        ClassNode node = new ClassNode();
        new ClassReader(in).accept(node, 0);
        node.methods.stream().filter(method -> method.name.equals(from)).forEach(method -> method.name = to);
        ClassWriter writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }
}
