package io.github.metabgm.testgame.loader;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collection;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.spongepowered.asm.launch.platform.container.ContainerHandleVirtual;
import org.spongepowered.asm.launch.platform.container.IContainerHandle;
import org.spongepowered.asm.mixin.MixinEnvironment;
import org.spongepowered.asm.mixin.transformer.IMixinTransformerFactory;
import org.spongepowered.asm.service.IClassBytecodeProvider;
import org.spongepowered.asm.service.IClassProvider;
import org.spongepowered.asm.service.IClassTracker;
import org.spongepowered.asm.service.IMixinAuditTrail;
import org.spongepowered.asm.service.IMixinInternal;
import org.spongepowered.asm.service.ITransformerProvider;
import org.spongepowered.asm.service.MixinServiceAbstract;

/** What Mixin asks of the loader that it runs in. Found by its service file. */
public final class MixinHost extends MixinServiceAbstract
        implements IClassProvider, IClassBytecodeProvider, IClassTracker {
    private static IMixinTransformerFactory transformers;

    /** Mixin makes the instance itself. */
    public MixinHost() {}

    static IMixinTransformerFactory transformers() {
        return transformers;
    }

    @Override
    public void offer(IMixinInternal internal) {
        super.offer(internal);
        if (internal instanceof IMixinTransformerFactory factory) {
            transformers = factory;
        }
    }

    @Override
    public String getName() {
        return "MetaBGM stand-in game";
    }

    @Override
    public boolean isValid() {
        return true;
    }

    @Override
    public MixinEnvironment.CompatibilityLevel getMaxCompatibilityLevel() {
        return MixinEnvironment.CompatibilityLevel.JAVA_25;
    }

    @Override
    public IClassProvider getClassProvider() {
        return this;
    }

    @Override
    public IClassBytecodeProvider getBytecodeProvider() {
        return this;
    }

    @Override
    public ITransformerProvider getTransformerProvider() {
        return null;
    }

    @Override
    public IClassTracker getClassTracker() {
        return this;
    }

    @Override
    public IMixinAuditTrail getAuditTrail() {
        return null;
    }

    @Override
    public Collection<String> getPlatformAgents() {
        return List.of();
    }

    @Override
    public IContainerHandle getPrimaryContainer() {
        return new ContainerHandleVirtual(getName());
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        return Mixins.game().getResourceAsStream(name);
    }

    @Override
    @Deprecated
    public URL[] getClassPath() {
        return new URL[0];
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        return Mixins.game().loadClass(name);
    }

    @Override
    public Class<?> findClass(String name, boolean initialize) throws ClassNotFoundException {
        return Class.forName(name, initialize, Mixins.game());
    }

    @Override
    public Class<?> findAgentClass(String name, boolean initialize) throws ClassNotFoundException {
        return Class.forName(name, initialize, MixinHost.class.getClassLoader());
    }

    @Override
    public ClassNode getClassNode(String name) throws ClassNotFoundException, IOException {
        return getClassNode(name, false);
    }

    @Override
    public ClassNode getClassNode(String name, boolean transformed) throws ClassNotFoundException, IOException {
        return getClassNode(name, transformed, 0);
    }

    @Override
    public ClassNode getClassNode(String name, boolean transformed, int flags)
            throws ClassNotFoundException, IOException {
        ClassNode node = new ClassNode();
        new ClassReader(Mixins.game().bytesOf(name.replace('/', '.'))).accept(node, flags);
        return node;
    }

    @Override
    public void registerInvalidClass(String name) {
        // Mixin refuses to hand out such a class itself.
    }

    @Override
    public boolean isClassLoaded(String name) {
        return Mixins.game().isDefined(name);
    }

    @Override
    public String getClassRestrictions(String name) {
        return "";
    }
}
