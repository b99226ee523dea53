package io.github.metabgm.signatures.check;

import io.github.metabgm.signatures.model.Library;
import io.github.metabgm.signatures.model.Members;
import io.github.metabgm.signatures.model.Supertypes;
import io.github.metabgm.signatures.model.Target;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is there instead: the end of a fault's line, empty where nothing is near. */
final class Near {
    private static final int MOST_NAMED = 4;

    private Near() {}

    static String namesakes(Library library, String internalName) {
        return there(library.namesakes(internalName).stream().map(Target::dotted));
    }

    static String methods(Supertypes types, String name) {
        return there(Members.methodDescriptors(types, name).stream().map(descriptor -> name + " " + descriptor));
    }

    static String fields(Supertypes types, String name) {
        return there(Members.fieldDescriptors(types, name).stream().map(descriptor -> name + " " + descriptor));
    }

    static String there(Stream<String> names) {
        String named = names.sorted().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return named.isEmpty() ? "" : "; there is " + named;
    }
}
