package io.github.metabgm.signatures.check;

import io.github.metabgm.signatures.files.ClassFiles;
import io.github.metabgm.signatures.files.UnreadableException;
import io.github.metabgm.signatures.model.Library;
import io.github.metabgm.signatures.model.Origin;
import io.github.metabgm.signatures.model.Target;
import io.github.metabgm.signatures.table.SignatureTable;
import io.github.metabgm.signatures.uses.ClassWalk;
import io.github.metabgm.signatures.uses.Place;
import io.github.metabgm.signatures.uses.Uses;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.tree.ClassNode;

/** Holds each class of the mod against the game. */
public final class SignatureCheck implements Uses {
    static final String MOD = "io/github/metabgm/";
    private static final Pattern VERSION = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

    private final Report report;
    private final TypeCheck types;
    private final MemberCheck members;
    private final LambdaCheck lambdas;
    private final OverrideCheck overrides;
    private final MixinCheck mixins;

    private SignatureCheck(Scope scope) {
        report = new Report(scope);
        types = new TypeCheck(scope, report);
        members = new MemberCheck(scope, report, types);
        lambdas = new LambdaCheck(scope, report, types);
        overrides = new OverrideCheck(scope, report);
        mixins = new MixinCheck(report, types);
    }

    /**
     * @param stubs what the mod was compiled against, with its table
     * @param game the game's jar, then others
     * @throws UnreadableException when a jar does not hold what it should
     */
    public static Report run(ClassFiles mod, ClassFiles stubs, List<ClassFiles> game) throws UnreadableException {
        Library here = new Library(with(game, mod));
        if (!here.holdsAnyOf(Origin.GAME)) {
            throw new UnreadableException(game.get(0).path() + ": holds no class of net.minecraft; "
                    + "the game's client jar of 26.1 or later was expected");
        }
        Library meant = new Library(with(List.of(stubs), mod));
        Scope scope = new Scope(here, meant, SignatureTable.in(stubs), version(here));
        SignatureCheck check = new SignatureCheck(scope);
        Set<String> own = new TreeSet<>(mod.classes());
        for (String name : own) {
            check.check(name, meant);
        }
        return check.report;
    }

    private static List<ClassFiles> with(List<ClassFiles> jars, ClassFiles mod) {
        List<ClassFiles> all = new ArrayList<>(jars);
        all.add(mod);
        return all;
    }

    private static String version(Library game) throws UnreadableException {
        String json = game.text("version.json");
        Matcher id = VERSION.matcher(json == null ? "" : json);
        return id.find() ? id.group(1) : null;
    }

    private void check(String name, Library meant) {
        if (Origin.of(name) != null) {
            report.wrong(new Place(name, null, 0), Target.type(name), "in the mod's jar, though the game brings it");
            return;
        }
        ClassNode type = meant.find(name);
        new ClassWalk(this).walk(type);
        overrides.check(type);
        mixins.check(type);
    }

    @Override
    public void type(Place place, String internalName, How how) {
        types.check(place, internalName, how);
    }

    @Override
    public void field(Place place, int opcode, String owner, String name, String descriptor) {
        members.field(place, opcode, new Target(owner, name, descriptor));
    }

    @Override
    public void method(Place place, int opcode, String owner, String name, String descriptor, boolean ofInterface) {
        members.method(place, opcode, new Target(owner, name, descriptor), ofInterface);
    }

    @Override
    public void lambda(Place place, String functional, String name, String descriptor) {
        lambdas.check(place, new Target(functional, name, descriptor));
    }
}
