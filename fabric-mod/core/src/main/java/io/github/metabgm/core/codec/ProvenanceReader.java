package io.github.metabgm.core.codec;

import io.github.metabgm.core.audio.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a provenance record: the keys that every one has are checked, whatever else it holds is kept. */
final class ProvenanceReader {
    private ProvenanceReader() {}

    static SidecarMessage.Provenance read(Fields record) throws FieldException {
        record.text("time");
        record.integer("track", 1, Long.MAX_VALUE);
        record.choice("role", Role.class, Role::key);
        record.fields("characterized");
        record.requireList("steps");
        record.text("narrative");
        record.text("description");
        record.text("describer");
        record.text("engine");
        record.count("seed");
        record.requireTextOrNil("anchor");
        Fields durations = record.fields("ms");
        for (Object step : durations.map().keySet()) {
            durations.number((String) step, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        requireFinite(record.map(), "provenance.record");
        Map<String, Object> kept = new LinkedHashMap<>();
        record.map().forEach((key, value) -> kept.put((String) key, value));
        return new SidecarMessage.Provenance(kept);
    }

    private static void requireFinite(Object value, String path) throws FieldException {
        if (value instanceof Double number && !Double.isFinite(number)) {
            throw FieldException.wrong(path, value, "finite float");
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                requireFinite(entry.getValue(), path + "." + entry.getKey());
            }
        }
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                requireFinite(list.get(i), path + "." + i);
            }
        }
    }
}
