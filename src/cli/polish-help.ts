import type { Command, CommanderError } from "commander";

const TITLES: Readonly<Record<string, string>> = {
  "Usage:": "Użycie:",
  "Options:": "Opcje:",
  "Global Options:": "Opcje wspólne:",
  "Arguments:": "Argumenty:",
  "Commands:": "Polecenia:",
};

/** Help in Polish for the program and, by inheritance, for every noun and verb registered afterwards. */
export function configurePolishHelp(program: Command): void {
  program
    .helpOption("-h, --help", "pokazuje tę pomoc")
    .helpCommand(false)
    .showHelpAfterError()
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      subcommandTerm: (command) =>
        [
          command.name(),
          ...command.registeredArguments.map((argument) => {
            const written = `${argument.name()}${argument.variadic ? "..." : ""}`;
            return argument.required ? `<${written}>` : `[${written}]`;
          }),
        ].join(" "),
      visibleCommands: (command) => command.commands.filter((each) => each.name() !== "help"),
      styleUsage: (usage) => usage.replace("[options]", "[opcje]").replace("[command]", "[polecenie]"),
      optionDescription: (option) =>
        option.defaultValue === undefined || option.isBoolean()
          ? option.description
          : `${option.description} (domyślnie: ${option.defaultValueDescription ?? option.defaultValue})`,
    })
    // The library speaks English; the Polish sentence is printed from the error's code.
    .configureOutput({ outputError: () => {} })
    .exitOverride();
}

/** A sentence for a command that was typed wrongly; the help printed above says what is right. */
export function polishUsageError(error: CommanderError): string {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? "";
  switch (error.code) {
    case "commander.help":
    case "commander.helpDisplayed":
      return "";
    case "commander.unknownCommand":
      return `Nie ma polecenia „${quoted}”.\n`;
    case "commander.unknownOption":
      return `Nie ma opcji „${quoted}”.\n`;
    case "commander.missingArgument":
      return `Brakuje argumentu „${quoted}”.\n`;
    case "commander.optionMissingArgument":
      return `Opcja „${quoted}” wymaga wartości.\n`;
    case "commander.missingMandatoryOptionValue":
      return `Brakuje opcji „${quoted}”.\n`;
    case "commander.excessArguments":
      return "Podano za dużo argumentów.\n";
    case "commander.invalidArgument":
      return `Niepoprawna wartość: ${error.message.replace(/^error: /, "")}\n`;
    default:
      return `${error.message}\n`;
  }
}
