package io.github.metabgm.signatures.table;

import io.github.metabgm.signatures.files.ClassFiles;
import io.github.metabgm.signatures.files.UnreadableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the mod takes the game to have: signatures.tsv beside the stubs. */
public final class SignatureTable {
    public static final String NAME = "signatures.tsv";

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Row> byKey = new HashMap<>();

    /** @throws UnreadableException when the stubs carry no table, or a line of it is wrong */
    public static SignatureTable in(ClassFiles stubs) throws UnreadableException {
        String text = stubs.text(NAME);
        if (text == null) {
            throw new UnreadableException(stubs.path() + ": holds no " + NAME + "; the jar of the stubs was expected");
        }
        return parse(stubs.path() + "!" + NAME, text);
    }

    static SignatureTable parse(String file, String text) throws UnreadableException {
        SignatureTable table = new SignatureTable();
        List<String> lines = text.lines().toList();
        for (int line = 1; line < lines.size(); line++) {
            try {
                table.add(Row.parse(lines.get(line)));
            } catch (IllegalArgumentException wrong) {
                throw new UnreadableException(file + " line " + (line + 1) + ": " + wrong.getMessage(), wrong);
            }
        }
        return table;
    }

    private void add(Row row) {
        if (byKey.putIfAbsent(row.key(), row) != null) {
            throw new IllegalArgumentException(row.key() + " has a row already");
        }
        rows.add(row);
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** @return null where it has none */
    public Row row(String key) {
        return byKey.get(key);
    }
}
