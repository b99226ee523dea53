package net.minecraft.network.chat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.minecraft.locale.Language;

/** Puts arguments into a language file's text. One that asks for what is not there is shown as it stands. */
final class Translation {
    private static final Pattern PLACE = Pattern.compile("%(?:(\\d+)\\$)?([A-Za-z%]|$)");

    private Translation() {}

    static String of(String key, Object[] arguments) {
        String template = Language.getInstance().getOrDefault(key);
        StringBuilder text = new StringBuilder();
        Matcher place = PLACE.matcher(template);
        int next = 0;
        while (place.find()) {
            if (place.group().equals("%%")) {
                place.appendReplacement(text, "%");
                continue;
            }
            int index = place.group(1) == null ? next++ : Integer.parseInt(place.group(1)) - 1;
            if (!place.group(2).equals("s") || index < 0 || index >= arguments.length) {
                return template;
            }
            place.appendReplacement(text, Matcher.quoteReplacement(shown(arguments[index])));
        }
        return place.appendTail(text).toString();
    }

    private static String shown(Object argument) {
        return argument instanceof Component component ? component.getString() : String.valueOf(argument);
    }
}
