package io.github.metabgm.signatures.table;

import java.util.List;

/**
 * A class or member of the game as the sources tell it.
 *
 * @param owner internal name
 * @param ownerKind {@code class}, {@code abstract}, {@code interface}, {@code enum} or {@code record}
 * @param superName internal name
 * @param interfaces internal names
 * @param member name, {@code -} in the row of the class itself
 * @param kind {@code type}, {@code method}, {@code ctor}, {@code field} or {@code enum_constant}
 * @param descriptor of a method or field, {@code -} in the row of the class itself
 * @param flags such as {@code static}, {@code final}, {@code protected}, {@code abstract}, {@code default}
 * @param confidence how many independent sources say so, 2 for more
 */
public record Row(
        String owner,
        String ownerKind,
        String superName,
        List<String> interfaces,
        String member,
        String kind,
        String descriptor,
        List<String> flags,
        Versions versions,
        int confidence) {

    /** What {@code used_for} and so on come to is for readers; the checks need the first ten columns. */
    static final int COLUMNS = 13;

    /** @throws IllegalArgumentException with what is wrong */
    static Row parse(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException(cells.length + " columns, expected " + COLUMNS);
        }
        return new Row(
                cells[0],
                cells[1],
                cells[2],
                list(cells[3], ","),
                cells[4],
                cells[5],
                cells[6],
                list(cells[7], " "),
                Versions.parse(cells[8]),
                Integer.parseInt(cells[9]));
    }

    private static List<String> list(String cell, String separator) {
        return cell.equals("-") ? List.of() : List.of(cell.split(separator));
    }

    public boolean isType() {
        return kind.equals("type");
    }

    public boolean isField() {
        return kind.equals("field") || kind.equals("enum_constant");
    }

    /** As {@link io.github.metabgm.signatures.model.Target#toString}. */
    public String key() {
        return isType() ? owner : owner + "." + member + " " + descriptor;
    }
}
