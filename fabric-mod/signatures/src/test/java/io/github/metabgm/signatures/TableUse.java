package io.github.metabgm.signatures;

import io.github.metabgm.signatures.model.Library;
import io.github.metabgm.signatures.model.Members;
import io.github.metabgm.signatures.model.Members.Found;
import io.github.metabgm.signatures.model.Origin;
import io.github.metabgm.signatures.model.Supertypes;
import io.github.metabgm.signatures.model.Target;
import io.github.metabgm.signatures.uses.Annotations;
import io.github.metabgm.signatures.uses.ClassWalk;
import io.github.metabgm.signatures.uses.Place;
import io.github.metabgm.signatures.uses.TypeNames;
import io.github.metabgm.signatures.uses.Uses;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Collects the rows of the table that the mod needs: what it names, what it overrides, and what those are made of. */
final class TableUse implements Uses {
    private final Library library;
    private final Set<String> keys = new TreeSet<>();
    private final SignatureVisitor generics = new SignatureVisitor(Opcodes.ASM9) {
        @Override
        public void visitClassType(String name) {
            addType(name);
        }
    };

    /** @param library the stubs and the mod */
    TableUse(Library library) {
        this.library = library;
    }

    void add(Collection<ClassNode> mod) {
        ClassWalk walk = new ClassWalk(this);
        mod.forEach(walk::walk);
        mod.forEach(this::addGeneric);
        mod.forEach(this::addInjected);
        mod.forEach(this::addOverridden);
        // A method that is called needs its implementation, which may need another method.
        int before = 0;
        while (before < keys.size()) {
            before = keys.size();
            mod.forEach(this::addImplementing);
        }
    }

    /** Only javac asks for what stands between angle brackets. */
    private void addGeneric(ClassNode type) {
        Stream<String> signatures = Stream.concat(
                type.fields.stream().map(field -> field.signature),
                type.methods.stream().map(method -> method.signature));
        signatures.filter(Objects::nonNull).forEach(signature -> new SignatureReader(signature).accept(generics));
    }

    private void addInjected(ClassNode mixin) {
        for (String target : Annotations.mixinTargets(mixin)) {
            for (MethodNode handler : mixin.methods) {
                Annotations.all(handler.visibleAnnotations, handler.invisibleAnnotations).stream()
                        .flatMap(annotation -> Annotations.values(annotation, "method").stream())
                        .forEach(selector -> addNamed(library.find(target), selector.toString()));
            }
        }
    }

    private void addNamed(ClassNode target, String selector) {
        for (MethodNode method : target.methods) {
            if (selector.equals(method.name) || selector.equals(method.name + method.desc)) {
                add(Members.declared(target, method.name, method.desc));
            }
        }
    }

    private void addOverridden(ClassNode type) {
        for (MethodNode method : type.methods) {
            if (!method.name.startsWith("<")) {
                Supertypes.of(library, type).all().stream()
                        .map(supertype -> Members.declared(supertype, method.name, method.desc))
                        .forEach(this::add);
            }
        }
    }

    private void addImplementing(ClassNode type) {
        Supertypes supertypes = Supertypes.of(library, type);
        for (ClassNode supertype : supertypes.all()) {
            for (MethodNode method : supertype.methods) {
                if (keys.contains(new Target(supertype.name, method.name, method.desc).key())) {
                    add(Members.method(supertypes, method.name, method.desc));
                }
            }
        }
    }

    Set<String> keys() {
        return keys;
    }

    private void add(Found found) {
        if (found != null && Origin.of(found.owner().name) != null && keys.add(found.target().key())) {
            addType(found.owner().name);
            TypeNames.of(Type.getType(found.descriptor())).forEach(this::addType);
        }
    }

    private void addType(String name) {
        if (Origin.of(name) != null && keys.add(Target.type(name).key())) {
            ClassNode stub = library.find(name);
            addType(stub.superName);
            stub.interfaces.forEach(this::addType);
            // A nested class has its name from the outer one.
            addType(name.substring(0, Math.max(0, name.lastIndexOf('$'))));
        }
    }

    @Override
    public void type(Place place, String internalName, How how) {
        addType(internalName);
    }

    @Override
    public void field(Place place, int opcode, String owner, String name, String descriptor) {
        ClassNode type = library.find(owner);
        add(type == null ? null : Members.field(Supertypes.of(library, type), name, descriptor));
    }

    @Override
    public void method(Place place, int opcode, String owner, String name, String descriptor, boolean ofInterface) {
        ClassNode type = library.find(owner);
        add(type == null ? null : Members.method(Supertypes.of(library, type), name, descriptor));
    }

    @Override
    public void lambda(Place place, String functional, String name, String descriptor) {
        method(place, 0, functional, name, descriptor, true);
    }
}
