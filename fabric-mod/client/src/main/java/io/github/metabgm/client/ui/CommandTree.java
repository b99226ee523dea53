package io.github.metabgm.client.ui;

import com.mojang.brigadier.Command;
import com.mojang.brigadier.arguments.StringArgumentType;
import com.mojang.brigadier.builder.LiteralArgumentBuilder;
import com.mojang.brigadier.context.CommandContext;
import io.github.metabgm.client.Controls;
import io.github.metabgm.client.Part;
import io.github.metabgm.core.ui.Line;
import io.github.metabgm.core.ui.PlainText;
import io.github.metabgm.core.ui.StatusText;
import java.util.List;
import java.util.function.Supplier;
import net.fabricmc.fabric.api.client.command.v2.ClientCommandRegistrationCallback;
import net.fabricmc.fabric.api.client.command.v2.ClientCommands;
import net.fabricmc.fabric.api.client.command.v2.FabricClientCommandSource;
import net.minecraft.network.chat.Component;

/** The command's words as the game knows them. */
final class CommandTree {
    private static final String TEXT = "text";

    private interface Work {
        void answer(CommandContext<FabricClientCommandSource> context);
    }

    private final Part part;
    private final Controls controls;
    private final WhySwitch why;
    private final Runnable openSettings;
    private final Actions actions;

    CommandTree(Part part, Controls controls, WhySwitch why, Runnable openSettings) {
        this.part = part;
        this.controls = controls;
        this.why = why;
        this.openSettings = openSettings;
        this.actions = new Actions(controls);
    }

    /** The game asks for the commands again in each world. */
    void register() {
        ClientCommandRegistrationCallback.EVENT.register(
                (dispatcher, context) -> part.run(() -> dispatcher.register(root())));
    }

    private LiteralArgumentBuilder<FabricClientCommandSource> root() {
        return ClientCommands.literal("metabgm")
                .executes(walled(this::status))
                .then(word("status", this::status))
                .then(word("toggle", doing(actions::toggle)))
                .then(word("regenerate", doing(actions::regenerate)))
                .then(word("skip", doing(actions::skip)))
                .then(word("like", doing(actions::like)))
                .then(word("dislike", doing(actions::dislike)))
                .then(word("style", doing(() -> actions.style("")))
                        .then(ClientCommands.argument(TEXT, StringArgumentType.greedyString())
                                .executes(walled(this::style))))
                .then(word("why", this::why))
                .then(word("reload", this::reload))
                .then(word("debug", this::debug))
                .then(word("config", context -> openSettings.run()));
    }

    private LiteralArgumentBuilder<FabricClientCommandSource> word(String word, Work work) {
        return ClientCommands.literal(word).executes(walled(work));
    }

    private Command<FabricClientCommandSource> walled(Work work) {
        return context -> {
            part.run(() -> work.answer(context));
            return 1;
        };
    }

    private static Work doing(Supplier<Answer> action) {
        return context -> answer(context, action.get());
    }

    private void style(CommandContext<FabricClientCommandSource> context) {
        answer(context, actions.style(StringArgumentType.getString(context, TEXT).strip()));
    }

    private void status(CommandContext<FabricClientCommandSource> context) {
        List<Line> lines = StatusText.lines(
                controls.connection(),
                controls.help(),
                controls.isOn(),
                controls.nowPlaying(),
                controls.sidecarStatus());
        lines.forEach(line -> context.getSource().sendFeedback(Texts.of(line)));
    }

    private void why(CommandContext<FabricClientCommandSource> context) {
        answer(context, Answer.done(why.toggle() ? "metabgm.command.why_on" : "metabgm.command.why_off"));
    }

    private void reload(CommandContext<FabricClientCommandSource> context) {
        List<String> faults = controls.reload();
        faults.forEach(fault -> context.getSource().sendError(Component.literal(PlainText.of(fault))));
        if (faults.isEmpty()) {
            answer(context, Answer.done("metabgm.command.reloaded"));
        }
    }

    private void debug(CommandContext<FabricClientCommandSource> context) {
        controls.debug().forEach(line -> context.getSource().sendFeedback(Component.literal(PlainText.of(line))));
    }

    private static void answer(CommandContext<FabricClientCommandSource> context, Answer answer) {
        if (answer.done()) {
            context.getSource().sendFeedback(Texts.of(answer.line()));
        } else {
            context.getSource().sendError(Texts.of(answer.line()));
        }
    }
}
