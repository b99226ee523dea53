package io.github.metabgm.signatures.uses;

import io.github.metabgm.signatures.uses.Uses.How;
import java.util.List;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Goes through a class of the mod and tells all that it uses of others. */
public final class ClassWalk {
    private final Uses uses;
    private final CodeWalk code;

    public ClassWalk(Uses uses) {
        this.uses = uses;
        this.code = new CodeWalk(uses);
    }

    public void walk(ClassNode type) {
        Place place = new Place(type.name, null, 0);
        if (type.superName != null) {
            uses.type(place, type.superName, How.EXTENDED);
        }
        type.interfaces.forEach(name -> uses.type(place, name, How.IMPLEMENTED));
        annotations(place, type.visibleAnnotations);
        annotations(place, type.invisibleAnnotations);
        type.fields.forEach(field -> walk(place, field));
        type.methods.forEach(method -> walk(place, method));
    }

    private void walk(Place head, FieldNode field) {
        Place place = head.in(field.name);
        TypeNames.of(Type.getType(field.desc)).forEach(name -> uses.type(place, name, How.NAMED));
        annotations(place, field.visibleAnnotations);
        annotations(place, field.invisibleAnnotations);
    }

    private void walk(Place head, MethodNode method) {
        Place place = head.in(method.name);
        TypeNames.of(Type.getMethodType(method.desc)).forEach(name -> uses.type(place, name, How.NAMED));
        method.exceptions.forEach(name -> uses.type(place, name, How.NAMED));
        annotations(place, method.visibleAnnotations);
        annotations(place, method.invisibleAnnotations);
        for (TryCatchBlockNode caught : method.tryCatchBlocks) {
            if (caught.type != null) {
                uses.type(place, caught.type, How.TOUCHED);
            }
        }
        Place at = place;
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof LineNumberNode line) {
                at = place.at(line.line);
            }
            code.walk(at, instruction);
        }
    }

    private void annotations(Place place, List<AnnotationNode> annotations) {
        AnnotationTypes.of(annotations).forEach(name -> uses.type(place, name, How.NAMED));
    }
}
