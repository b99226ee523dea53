package io.github.metabgm.signatures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.metabgm.signatures.files.ClassFiles;
import io.github.metabgm.signatures.table.Row;
import io.github.metabgm.signatures.table.SignatureTable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/minecraft.md against what it tells of. */
class MinecraftPageTest {
    private static final int ENOUGH_SOURCES = 2;
    private static final Pattern PART = Pattern.compile("\"metabgm\\.part\\.(\\w+)\": \"([^\"]*)\"");
    private static final Pattern PART_ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]*) \\|");
    private static final Pattern MEMBER_ROW = Pattern.compile("(?m)^\\| `([\\w.$<>]+(?: [^`]+)?)` \\| [^|]+ \\|$");

    private static String section(String heading) throws IOException {
        String page = Files.readString(Built.REPOSITORY.resolve("docs/minecraft.md"));
        int start = page.indexOf("\n## " + heading + "\n");
        int end = page.indexOf("\n## ", start + 1);
        return page.substring(start, end < 0 ? page.length() : end);
    }

    @Test
    void eachMemberOfTooFewSourcesStandsThereWithWhatItWouldCost() throws Exception {
        try (ClassFiles stubs = Built.stubs()) {
            Set<String> poor = SignatureTable.in(stubs).rows().stream()
                    .filter(row -> row.confidence() < ENOUGH_SOURCES)
                    .map(Row::key)
                    .map(key -> key.replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> told = MEMBER_ROW.matcher(section("Members that one source tells of")).results()
                    .map(member -> member.group(1).replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(poor, told);
        }
    }

    @Test
    void eachPartStandsThereByTheNameThatPlayersSee() throws IOException {
        String language = Files.readString(Built.REPOSITORY.resolve(
                "fabric-mod/client/src/main/resources/assets/metabgm/lang/en_us.json"));
        assertEquals(pairs(PART.matcher(language)), pairs(PART_ROW.matcher(section("When a part is off"))));
    }

    private static Map<String, String> pairs(Matcher matcher) {
        Map<String, String> pairs = new TreeMap<>();
        matcher.results().forEach(part -> pairs.put(part.group(1), part.group(2)));
        return pairs;
    }
}
